#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures kabinet's crawler beside wget --warc-file and a bare libcurl loop, all by turns against one static server on loopback.

The server is nginx with one worker. Every page has 20 kB of text that compresses as prose does, and ten links. Wall time is what
counts for pages a second, so the load of the machine is printed with the figures; a missed goal makes the exit status 1 only with
--check. Scale: 500 accounts on hosts of their own, each with a page of 2,000 links, so that a million URLs are queued.
"""
import argparse, json, os, random, shutil, statistics, subprocess, sys, tempfile, threading, time, urllib.request

PAGE = 20_000
CONFIG = """daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1; {user}
events {{ worker_connections 1024; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000; sendfile on; tcp_nopush on;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
  server {{ listen 127.0.0.1:{accounts}; root {folder}/www;
    location = /robots.txt {{ return 404; }}
    location = /list.html {{ try_files /list.html =404; }}
    location /post/ {{ rewrite ^/post/(\\d)(\\d*)\\.html$ /scale/$1.html break; }} }}
}}
"""


def write_site(folder, pages):
    """Pages in folders of a hundred, each with links to ten others, in a tree from page 0; and what the accounts need."""
    chance = random.Random(7)
    letters = "aaabcdeeeeeefghiiijklmnnnoooprsssttttuvwz"
    words = ["".join(chance.choice(letters) for _ in range(chance.randint(2, 11))) for _ in range(4000)]

    def prose(head):
        text = head
        while len(text) < PAGE:
            text += "<p>" + " ".join(chance.choice(words) for _ in range(60)) + "</p>\n"
        return text[:PAGE]

    for page in range(pages):
        os.makedirs(f"{folder}/www/{page // 100}", exist_ok=True)
        links = "".join(f'<a href="/{n // 100}/{n}.html">page {n}</a>\n'
                        for n in range(page * 10 + 1, page * 10 + 11) if n < pages)
        with open(f"{folder}/www/{page // 100}/{page}.html", "w") as file:
            file.write(prose(f"<!doctype html><title>Page {page}</title>{links}"))
    os.makedirs(f"{folder}/www/scale", exist_ok=True)
    for page in range(10):
        with open(f"{folder}/www/scale/{page}.html", "w") as file:
            file.write(prose(f"<!doctype html><title>Post {page}</title>"))
    with open(f"{folder}/www/list.html", "w") as file:
        file.write("<!doctype html><title>Posts</title>" + "".join(f'<a href="/post/{n}.html">{n}</a>\n' for n in range(2000)))


def children_memory(pid, peak, stop):
    """The most resident memory of the process, in bytes, looked at ten times a second (VmHWM is the kernel's own peak)."""
    while not stop.is_set():
        try:
            with open(f"/proc/{pid}/status") as status:
                for line in status:
                    if line.startswith("VmHWM"):
                        peak[0] = max(peak[0], int(line.split()[1]) * 1024)
        except OSError:
            return
        stop.wait(0.1)


class Run:
    def __init__(self, words, folder, allow=(0,)):
        with open(os.path.join(folder, "output"), "w+") as output:
            start = time.perf_counter()
            child = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT, cwd=folder)
            peak, stop = [0], threading.Event()
            watch = threading.Thread(target=children_memory, args=(child.pid, peak, stop))
            watch.start()
            _, status, usage = os.wait4(child.pid, 0)
            self.wall = time.perf_counter() - start
            stop.set()
            watch.join()
            child.returncode = os.waitstatus_to_exitcode(status)
            self.cpu = usage.ru_utime + usage.ru_stime
            self.memory = max(peak[0], usage.ru_maxrss * 1024)
            if child.returncode not in allow:
                output.seek(0)
                raise RuntimeError(f"{' '.join(words[:6])}: status {child.returncode}\n{output.read()[-2000:]}")


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="kabinet-crawl-bench-")
        self.goals, self.runs = [], {}

    def goal(self, title, value, limit, unit, least=False):
        met = value is not None and (value >= limit if least else value <= limit)
        self.goals.append({"title": title, "value": value, "limit": limit, "unit": unit, "met": met, "least": least})

    def serve(self):
        write_site(self.folder, self.options.pages)
        with open(f"{self.folder}/nginx.conf", "w") as file:
            file.write(CONFIG.format(folder=self.folder, port=self.options.port, accounts=self.options.port + 1,
                                     user="user root;" if os.geteuid() == 0 else ""))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.server = subprocess.Popen([nginx, "-p", self.folder, "-c", f"{self.folder}/nginx.conf"])
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.options.port}/0/0.html").read()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("nginx does not answer")

    def crawl(self, seeds, *more, allow=(0,)):
        shutil.rmtree(f"{self.folder}/collection", ignore_errors=True)
        return Run([self.options.kabinet, "crawl", *seeds, "-c", f"{self.folder}/collection", "--allow-address", "127.0.0.0/8",
                    "--delay", "0", "--scope", "host", "--quiet", *more], self.folder, allow)

    def speed(self):
        pages, root = self.options.pages, f"http://127.0.0.1:{self.options.port}"
        for turn in range(self.options.runs + 1):
            runs = {
                "kabinet": self.crawl([f"{root}/0/0.html"], "--concurrency", "16"),
                "wget --warc-file": Run(["wget", "-q", "-r", "-l", "inf", "-nd", "--delete-after", "--warc-file=wget",
                                         "--warc-max-size=1G", f"{root}/0/0.html"], self.folder),
                "curl loop": Run(["curl", "-s", "-o", "/dev/null"] + [f"{root}/{n // 100}/{n}.html" for n in range(pages)],
                                 self.folder) if pages <= 20_000 else None,
            }
            if not turn:
                continue  # the first turn only warms up the cache
            for name, run in runs.items():
                self.runs.setdefault(name, []).append(run)
                print(f"  {turn}: {name}: {pages / run.wall:.0f} pages/s, {run.cpu / pages * 1e3:.2f} ms CPU a page", file=sys.stderr)
        rate = {name: pages / statistics.median(run.wall for run in runs) for name, runs in self.runs.items()}
        self.goal("pages a second, kabinet : wget --warc-file", rate["kabinet"] / rate["wget --warc-file"], 5, "x", least=True)
        self.goal("pages a second, kabinet : bare curl loop (printed only)", rate["kabinet"] / rate["curl loop"], 0, "x", least=True)
        self.goal("most memory of these crawls", max(run.memory for run in self.runs["kabinet"]) / 1e6, 300, " MB")

    def scale(self):
        seeds = os.path.join(self.folder, "seeds.txt")
        with open(seeds, "w") as file:
            for account in range(500):
                file.write(f"http://account{account}.test:{self.options.port + 1}/list.html\n")
        network = ["--connect-to", f"::127.0.0.1:{self.options.port + 1}", "--concurrency", "16"]
        times = {}
        for count in (self.options.scale, 2 * self.options.scale):
            run = self.crawl([seeds], "--max-pages", str(500 + count), *network, allow=(0, 5, 11))
            times[count] = run
            print(f"  scale: 500 accounts, 1,000,000 URLs queued, {500 + count} pages: {run.wall:.1f} s, {run.cpu:.1f} s CPU, "
                  f"{run.memory / 1e6:.0f} MB", file=sys.stderr)
        # The queueing of the million is the same in both runs: what twice the work costs is measured on the pages alone.
        idle = self.crawl([seeds], "--max-pages", "500", *network, allow=(0, 5, 11))
        print(f"  scale: queueing alone: {idle.wall:.1f} s, {idle.memory / 1e6:.0f} MB", file=sys.stderr)
        one, two = (times[count].wall - idle.wall for count in times)
        self.goal("twice the pages : once, wall, queueing left out", two / one if one > 0 else None, 2.2, "x")
        self.goal("twice the pages : once, wall of the whole runs",
                  times[2 * self.options.scale].wall / times[self.options.scale].wall, 2.2, "x")
        self.goal("most memory, 500 accounts and a million URLs", max(run.memory for run in [idle, *times.values()]) / 1e6, 300, " MB")

    def report(self):
        print(f"\nload {os.getloadavg()}, {self.options.pages} pages of {PAGE} bytes, {self.options.runs} runs, medians of wall time\n")
        for goal in self.goals:
            value = "not measured" if goal["value"] is None else f"{goal['value']:.2f}{goal['unit']}"
            word = "at least" if goal["least"] else "at most"
            print(f"{'met   ' if goal['met'] else 'MISSED'}  {goal['title']}: {value} (goal: {word} {goal['limit']}{goal['unit']})")
        if self.options.json:
            with open(self.options.json, "w") as file:
                json.dump({"load": os.getloadavg(), "goals": self.goals,
                           "runs": {name: [vars(run) for run in runs] for name, runs in self.runs.items()}}, file, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kabinet", required=True)
    parser.add_argument("--pages", type=int, default=5000)
    parser.add_argument("--scale", type=int, default=10_000, help="pages that are fetched of the million, and then twice as many")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--port", type=int, default=18_899)
    parser.add_argument("--skip-scale", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--json")
    options = parser.parse_args()
    options.kabinet = os.path.abspath(options.kabinet)
    bench = Bench(options)
    try:
        bench.serve()
        bench.speed()
        if not options.skip_scale:
            bench.scale()
    finally:
        if hasattr(bench, "server"):
            bench.server.terminate()
            bench.server.wait()
        shutil.rmtree(bench.folder, ignore_errors=True)
    bench.report()
    sys.exit(1 if options.check and not all(goal["met"] for goal in bench.goals) else 0)


if __name__ == "__main__":
    main()
