#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures kabinet beside FastWARC and cdxj-indexer on one file, all by turns in one run, and prints a table and JSON.

CPU is what the system says of the child (user and system, wait4), so it holds on a machine that does other things too; wall time
does not. Of Python's own start nothing is counted where FastWARC is used as a library. Each figure is the median of the runs.
A missed goal makes the exit status 1 only with --check: benchmarks are no tests.
"""
import argparse, json, os, shutil, statistics, subprocess, sys, tempfile, time

ITERATE = """
import sys, time
from fastwarc.warc import ArchiveIterator
start, wall, count = time.process_time(), time.perf_counter(), 0
for record in ArchiveIterator(open(sys.argv[1], 'rb'), parse_http=True):
    count += 1
print(count, time.process_time() - start, time.perf_counter() - wall)
"""


class Run:
    """One child process: CPU seconds, wall seconds, and the most memory it held, in bytes."""

    def __init__(self, words, inner=False, allow=(0,)):
        # Files, not pipes: a reader on the other end would take its share of the two cores.
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.perf_counter()
            child = subprocess.Popen(words, stdout=out, stderr=err)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.wall = time.perf_counter() - start
            self.cpu = usage.ru_utime + usage.ru_stime
            self.memory = usage.ru_maxrss * 1024
            if child.returncode not in allow:
                err.seek(0)
                raise RuntimeError(f"{' '.join(words)}: status {child.returncode}\n{err.read().decode()[-2000:]}")
            if inner:
                out.seek(0)
                _, cpu, wall = out.read().split()
                self.cpu, self.wall = float(cpu), float(wall)


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = tempfile.mkdtemp(prefix="kabinet-bench-", dir=os.path.dirname(os.path.abspath(options.warc)))
        self.results, self.goals, self.load = {}, [], os.getloadavg()

    def commands(self):
        """Name to the words of the command, and whether it prints its own times."""
        warc, venv, kabinet = self.options.warc, self.options.venv, self.options.kabinet
        output = os.path.join(self.folder, "output")
        return {
            "kabinet stats": ([kabinet, "stats", "--threads", "1", warc], False),
            "fastwarc iterate": ([f"{venv}/python", "-c", ITERATE, warc], True),
            "kabinet verify": ([kabinet, "verify", "--threads", "1", warc], False),
            "fastwarc check -p": ([f"{venv}/fastwarc", "check", "-q", "-p", warc], False),
            "kabinet index": ([kabinet, "index", "--threads", "1", "-o", output + ".cdxj", warc], False),
            "cdxj-indexer -s": ([f"{venv}/cdxj-indexer", "-s", "-o", output + ".py", warc], False),
            "fastwarc index": ([f"{venv}/fastwarc", "index", "-o", output + ".fw", warc], False),
            "kabinet stats, 2 threads": ([kabinet, "stats", "--threads", "2", warc], False),
            "kabinet verify, 2 threads": ([kabinet, "verify", "--threads", "2", warc], False),
            "kabinet index, 2 threads": ([kabinet, "index", "--threads", "2", "-o", output + ".cdxj", warc], False),
        }

    def measure(self):
        commands = self.commands()
        skipped = set()
        for turn in range(self.options.runs + 1):
            for name, (words, inner) in commands.items():
                if name in skipped:
                    continue
                try:
                    # Revisits fail FastWARC's check whatever they look like (status 1); a defect found is status 4 of ours.
                    run = Run(words, inner, allow=(0, 1, 4) if "check" in name or "verify" in name else (0,))
                except (RuntimeError, FileNotFoundError) as error:
                    print(f"{name}: {error}", file=sys.stderr)
                    skipped.add(name)
                    continue
                # The first turn only warms up the cache.
                if turn:
                    self.results.setdefault(name, []).append(run)
                    print(f"  {turn}: {name}: {run.cpu:.2f} s CPU, {run.wall:.2f} s", file=sys.stderr)

    def median(self, name, what):
        runs = self.results.get(name)
        return statistics.median(getattr(run, what) for run in runs) if runs else None

    def goal(self, title, value, limit, unit=""):
        self.goals.append({"title": title, "value": value, "limit": limit, "unit": unit,
                           "met": value is not None and value <= limit})

    def ratio(self, title, name, other, what, limit):
        one, two = self.median(name, what), self.median(other, what)
        self.goal(title, None if one is None or not two else one / two, limit, "x")

    def memory(self, title, runs):
        self.goal(title, max((run.memory for run in runs), default=0) / 1e6 if runs else None, 64, " MB")

    def compare(self):
        self.ratio("stats : FastWARC iterate with HTTP, CPU", "kabinet stats", "fastwarc iterate", "cpu", 0.72)
        self.ratio("verify : fastwarc check -p, CPU", "kabinet verify", "fastwarc check -p", "cpu", 0.75)
        self.ratio("index : cdxj-indexer -s, CPU", "kabinet index", "cdxj-indexer -s", "cpu", 0.17)
        self.ratio("index : fastwarc index, CPU", "kabinet index", "fastwarc index", "cpu", 0.6)
        for command in ("stats", "verify", "index"):
            self.ratio(f"{command}, two threads : one, wall", f"kabinet {command}, 2 threads", f"kabinet {command}", "wall", 0.6)
        ours = [run for name, runs in self.results.items() if name.startswith("kabinet") for run in runs]
        self.memory("most memory, this file", ours)

    def writing(self):
        words = [self.options.writing, self.options.warc, str(self.options.runs)]
        try:
            found = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"writing: {error}", file=sys.stderr)
            return self.goal("writing: libdeflate : zlib, CPU", None, 0.6, "x")
        cpu = {name: statistics.median(found[name]["cpu"]) for name in ("libdeflate", "zlib")}
        self.written = found
        self.goal("writing, level 6: libdeflate : zlib, CPU", cpu["libdeflate"] / cpu["zlib"], 0.6, "x")
        self.goal("writing, level 6: libdeflate : zlib, bytes", found["libdeflate"]["bytes"] / found["zlib"]["bytes"], 1.005, "x")

    def big(self):
        """Twenty gigabytes, twice: few records that are huge, and very many that are not."""
        plain, packed = os.path.join(self.folder, "big.warc"), os.path.join(self.folder, "big.warc.gz")
        free = shutil.disk_usage(self.folder).free
        size = os.path.getsize(self.options.warc)
        copies = min(-(-20_000_000_000 // size), int(free * 0.6) // size)
        write_sparse(plain, 5, 4 << 30)
        runs = {}
        for command in ("stats", "verify", "index"):
            runs[f"{command}, plain"] = [self.options.kabinet, command, "--threads", "2", plain]
        with open(packed, "wb") as target:
            for _ in range(copies):
                with open(self.options.warc, "rb") as source:
                    shutil.copyfileobj(source, target, 1 << 24)
        for command in ("stats", "verify", "index"):
            runs[f"{command}, gzip"] = [self.options.kabinet, command, "--threads", "2", packed]
        for name, words in runs.items():
            gigabytes = os.path.getsize(words[-1]) / 1e9
            if words[1] == "index":
                words[2:2] = ["-o", os.path.join(self.folder, "big.cdxj")]
            try:
                run = Run(words, allow=(0, 4))
            except (RuntimeError, FileNotFoundError) as error:
                print(f"{name}: {error}", file=sys.stderr)
                self.goal(f"most memory, {gigabytes:.1f} GB: {name}", None, 64, " MB")
                continue
            print(f"  {name}: {gigabytes:.1f} GB in {run.wall:.1f} s, {run.cpu:.1f} s CPU", file=sys.stderr)
            self.results[f"kabinet {name}, {gigabytes:.1f} GB"] = [run]
            self.memory(f"most memory, {gigabytes:.1f} GB: {name}", [run])

    def report(self):
        lines = [
            f"{self.options.warc}: {os.path.getsize(self.options.warc) / 1e6:.0f} MB, medians of {self.options.runs} runs",
            f"load of the {os.cpu_count()} cores before: {self.load[0]:.1f} (wall times hold only where it was near 0)", ""]
        lines.append(f"{'command':<34} {'CPU s':>8} {'least':>8} {'wall s':>8} {'MB':>7}")
        for name, runs in self.results.items():
            lines.append(
                f"{name:<34} {self.median(name, 'cpu'):8.2f} {min(run.cpu for run in runs):8.2f}"
                f" {self.median(name, 'wall'):8.2f} {max(run.memory for run in runs) / 1e6:7.0f}")
        for name in ("libdeflate", "zlib"):
            if hasattr(self, "written"):
                part = self.written[name]
                lines.append(
                    f"{'writing, ' + name + ' 6':<34} {statistics.median(part['cpu']):8.2f} {min(part['cpu']):8.2f}"
                    f" {statistics.median(part['wall']):8.2f} {self.written['raw'] / part['bytes']:6.3f}:1")
        lines += ["", f"{'goal':<48} {'found':>9} {'at most':>9}"]
        for goal in self.goals:
            found = "-" if goal["value"] is None else f"{goal['value']:.2f}{goal['unit']}"
            lines.append(
                f"{goal['title']:<48} {found:>9} {str(goal['limit']) + goal['unit']:>9}  {'ok' if goal['met'] else 'MISSED'}")
        print("\n".join(lines))
        runs = {name: [vars(run) for run in runs] for name, runs in self.results.items()}
        data = {"warc": self.options.warc, "runs": runs, "writing": getattr(self, "written", None), "goals": self.goals}
        with open(self.options.json, "w") as file:
            json.dump(data, file, indent=1)
        print(f"\nall runs: {self.options.json}")
        return all(goal["met"] for goal in self.goals)


def write_sparse(path, count, length):
    """A plain file of records whose blocks are holes: it takes no room, and reads as zeros."""
    with open(path, "wb") as file:
        for number in range(count):
            file.write((
                f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:0000000{number}-0000-4000-8000-000000000000>\r\n"
                f"WARC-Date: 2026-11-22T12:00:0{number}Z\r\nWARC-Target-URI: https://a.example/{number}\r\n"
                f"Content-Type: video/mp4\r\nContent-Length: {length}\r\n\r\n").encode())
            file.seek(length, os.SEEK_CUR)
            file.write(b"\r\n\r\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kabinet", required=True, help="the program, built for release")
    parser.add_argument("--writing", required=True, help="the program Benchmarks")
    parser.add_argument("--venv", required=True, help="the folder with fastwarc and cdxj-indexer")
    parser.add_argument("--warc", required=True, help="the file to read")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", default=None, help="where all runs go; beside the file unless said")
    parser.add_argument("--big", action="store_true", help="also 20 GB, of which 20 on the disk, and minutes")
    parser.add_argument("--check", action="store_true", help="end with status 1 where a goal is missed")
    options = parser.parse_args()
    options.json = options.json or options.warc + ".bench.json"
    options.big = options.big or os.environ.get("BENCH_BIG") == "1"
    bench = Bench(options)
    try:
        bench.measure()
        bench.compare()
        bench.writing()
        if options.big:
            bench.big()
        met = bench.report()
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    sys.exit(1 if options.check and not met else 0)


if __name__ == "__main__":
    main()
