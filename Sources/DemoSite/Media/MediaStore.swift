// SPDX-License-Identifier: EUPL-1.2

import ByteStreams
import Synchronization

/// Pictures and films by path, made when first asked for and kept for the life of the world.
final class MediaStore: Sendable {
    /// One file as it is served.
    struct File: Sendable {
        let bytes: [UInt8]
        let type: String
        let digest: Digest
    }

    /// Files that were made, by path.
    final class Cache: Sendable {
        let files = Mutex<[String: File]>([:])
    }

    private enum Recipe: Sendable {
        case image(DemoImage, width: Int)
        case film(DemoFilm)
        case poster(DemoFilm)
        case avatar(DemoAccount)
        case header(String)
    }

    private let seed: UInt64
    private let recipes: [String: Recipe]
    let cache: Cache

    /// `cache` is that of another store with the same seed: what a path holds follows from the seed alone.
    init(seed: UInt64, accounts: [DemoAccount], posts: [DemoPost], cache: Cache?) {
        self.seed = seed
        self.cache = cache ?? Cache()
        var recipes: [String: Recipe] = [:]
        for account in accounts {
            recipes[account.avatarPath] = .avatar(account)
            recipes[account.avatarOriginalPath] = .avatar(account)
            recipes[account.headerPath] = .header(account.headerPath)
        }
        for post in posts {
            for image in post.images {
                for width in DemoImage.widths { recipes[image.path(width: width)] = .image(image, width: width) }
            }
            if let film = post.film {
                recipes[film.path] = .film(film)
                recipes[film.posterPath] = .poster(film)
            }
        }
        self.recipes = recipes
    }

    /// All paths, sorted.
    var paths: [String] { recipes.keys.sorted() }

    func has(_ path: String) -> Bool { recipes[path] != nil }

    /// The file at a path. Two callers may make the same file at once; both get equal bytes, and one is kept.
    func file(_ path: String) -> File? {
        guard let recipe = recipes[path] else { return nil }
        if let file = cache.files.withLock({ $0[path] }) { return file }
        let bytes = make(recipe)
        let type = path.hasSuffix(".mp4") ? "video/mp4" : "image/png"
        let file = File(bytes: bytes, type: type, digest: DigestStream.digest(of: bytes, .sha256))
        cache.files.withLock { $0[path] = file }
        return file
    }

    private func make(_ recipe: Recipe) -> [UInt8] {
        switch recipe {
        case .image(let image, let width):
            var random = SeededRandom(seed: seed, name: image.drawing ?? image.name)
            let scene = image.kind.scene(&random)
            let grain = [360: 2, 720: 5, 1080: 8][width] ?? 5
            let columns = image.isSmall ? width / 4 : width
            return PNGWriter.encode(scene, columns: columns, rows: columns * 2 / 3, grain: grain, random: random)
        case .film(let film):
            return Self.scene(of: film, seed: seed).encode()
        case .poster(let film):
            let scene = Self.scene(of: film, seed: seed).scene(film.pictures / 2)
            let random = SeededRandom(seed: seed, name: film.posterPath)
            return PNGWriter.encode(scene, columns: 768, rows: 448, grain: 7, random: random)
        case .avatar(let account):
            var random = SeededRandom(seed: seed, name: account.handle)
            let scene = account.role == .department ? PortraitScene.department() : PortraitScene.person(&random)
            return PNGWriter.encode(scene, columns: 240, rows: 240, grain: 4, random: random)
        case .header(let path):
            var random = SeededRandom(seed: seed, name: path)
            let scene = PortraitScene.banner(&random)
            return PNGWriter.encode(scene, columns: 1200, rows: 300, grain: 8, random: random)
        }
    }

    private static func scene(of film: DemoFilm, seed: UInt64) -> FilmScene {
        var random = SeededRandom(seed: seed, name: film.name)
        let coats = [Colour(0xd9a441), Colour(0xc4523f), Colour(0x5b4a8a)]
        return FilmScene(
            skyIndex: random.number(0...4), coat: random.pick(coats) ?? coats[0], pictures: film.pictures)
    }
}
