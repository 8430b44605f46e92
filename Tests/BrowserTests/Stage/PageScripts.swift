// SPDX-License-Identifier: EUPL-1.2

/// Questions to a page, the same to the live site and to its replay.
enum PageScripts {
    /// Everything that has to look the same, as JSON text: title, script, style sheets, computed styles, each picture's size.
    static let facts = """
        (async () => {
          for (const image of document.images) image.loading = 'eager';
          window.scrollTo(0, document.documentElement.scrollHeight);
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
          window.scrollTo(0, 0);
          const style = (selector, ...names) => {
            const element = document.querySelector(selector);
            return element && names.map((name) => getComputedStyle(element)[name]);
          };
          const loaded = performance.getEntriesByType('resource').filter((entry) => entry.responseStatus === 200);
          return {
            title: document.title, script: document.documentElement.dataset.script ?? null,
            sheets: [...document.styleSheets].map((sheet) => sheet.cssRules.length),
            body: style('body', 'backgroundColor', 'color', 'fontSize', 'lineHeight', 'margin'),
            top: style('.top', 'backgroundColor', 'borderBottomColor', 'borderBottomWidth'),
            page: style('.page', 'display', 'maxWidth', 'width', 'gridTemplateColumns'),
            post: style('.post', 'backgroundColor', 'borderRadius', 'boxShadow', 'padding', 'width', 'height'),
            avatar: style('.avatar', 'borderRadius', 'width', 'height'),
            pattern: loaded.some((entry) => entry.name.endsWith('/pattern.svg')),
            images: [...document.images].map((image) => [image.naturalWidth, image.naturalHeight]),
            links: document.links.length,
          };
        })()
        """

    /// The pictures that did not decode; `[]` when all did.
    static let brokenImages = """
        [...document.images].filter((image) => !(image.complete && image.naturalWidth > 0))
          .map((image) => image.currentSrc || image.outerHTML)
        """

    /// How the first film plays and seeks. `seen` are checksums of what it shows at each place, `advanced` the seconds it moved.
    static let film = """
        (async () => {
          const video = document.querySelector('video');
          const happens = (name) => new Promise((resolve, reject) => {
            video.addEventListener(name, resolve, {once: true});
            setTimeout(() => reject(new Error(name + ' did not happen')), 8000);
          });
          video.preload = 'auto';
          if (video.readyState < 1) { const ready = happens('loadedmetadata'); video.load(); await ready; }
          if (video.readyState < 2) await happens('loadeddata');
          const canvas = Object.assign(document.createElement('canvas'), {width: 96, height: 56});
          const context = canvas.getContext('2d', {willReadFrequently: true});
          const look = () => {
            context.drawImage(video, 0, 0, 96, 56);
            return context.getImageData(0, 0, 96, 56).data.reduce((sum, value, i) => (sum * 31 + value * (i + 1)) % 1000003, 7);
          };
          const places = [], seen = [];
          for (const share of [0.9, 0.25, 0.6, 0.02]) {
            const place = Math.round(video.duration * share * 10) / 10, sought = happens('seeked');
            video.currentTime = place;
            await sought;
            places.push(Math.abs(video.currentTime - place) < 0.05 && video.readyState >= 2);
            // `seeked` can come before the picture of that place is on the screen: until then the last one is drawn again.
            let picture = look();
            for (let tries = 0; tries < 100 && seen.includes(picture); tries++) {
              await new Promise((r) => setTimeout(r, 50));
              picture = look();
            }
            seen.push(picture);
          }
          video.muted = true;
          const begin = video.currentTime;
          await video.play();
          const end = performance.now() + 8000;
          while (video.currentTime < begin + 0.3 && performance.now() < end) await new Promise((r) => setTimeout(r, 50));
          video.pause();
          return {
            size: [video.videoWidth, video.videoHeight], duration: video.duration, places, seen,
            different: new Set(seen).size, advanced: video.currentTime > begin + 0.25,
            error: video.error && video.error.message, from: new URL(video.currentSrc).origin === location.origin,
          };
        })()
        """
}
