#!/usr/bin/env python3
"""Runs venoguide, unmodified, under Apache Spark over exports that one machine is too small or too slow for.

    scripts/spark-batch.py bundles IN OUT --as-of 2026-06-15     every line of the NDJSON files in IN is a Bundle
    scripts/spark-batch.py by-type IN OUT --as-of 2026-06-15     IN is a Bulk Data export; Spark joins it by patient
    spark-submit --files venoguide spark-batch.py bundles hdfs:///in hdfs:///out --binary ./venoguide --as-of 2026-06-15

IN and OUT are folders that every executor can reach. Partitions, retries and the counts are Spark's; the medicine is
venoguide's: each partition goes through `venoguide --from ndjson`, one line in, one line out (RDD.pipe). What belongs
together is zipped again, which Spark refuses when a line is missing or one too many.

OUT gets guidance/ (answers, a line for each Bundle or patient), quarantine/ (a line for each record that cannot be used:
reason, and the record in base64) and report.json (counts that must add up). docs/batch-operations.md says more.

Exit status: 0 everything was answered; 64 usage; 65 something is in quarantine, all else was answered; 66 nothing to read;
69 no pyspark; 70 the counts do not add up; 73 OUT is there already.
"""

import argparse
import base64
import itertools
import json
import os
import pathlib
import shlex
import sys
import zlib

PYSPARK = "pyspark==4.3.0"

# What fills exports and says nothing about a case: left out before the join. Everything else is kept, whatever it is, so
# that this list can be too short but not wrong (scripts/tests/spark_batch_test.py holds it against the mapping).
IRRELEVANT = frozenset((
    "Account", "Appointment", "AppointmentResponse", "AuditEvent", "Basic", "Binary", "CarePlan", "CareTeam", "ChargeItem",
    "Claim", "ClaimResponse", "Communication", "Consent", "Contract", "Coverage", "DetectedIssue", "DocumentReference",
    "Endpoint", "EpisodeOfCare", "ExplanationOfBenefit", "FamilyMemberHistory", "Flag", "Goal", "Group", "HealthcareService",
    "Immunization", "ImmunizationEvaluation", "ImmunizationRecommendation", "InsurancePlan", "Invoice", "Location", "Media",
    "MedicationDispense", "NutritionOrder", "Organization", "PaymentNotice", "PaymentReconciliation", "Person",
    "Practitioner", "PractitionerRole", "Provenance", "Questionnaire", "RelatedPerson", "ResearchSubject", "Schedule", "Slot",
    "Specimen", "SupplyDelivery", "SupplyRequest", "Task", "VisionPrescription",
))
# What belongs to nobody, and is given to every patient whose records name it.
SHARED = ("Medication", "Device")


class BadRecord(ValueError):
    """A record that cannot be read; the text says why, without its content."""


def once(pairs):
    """An object in which every name stands once."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadRecord("a property stands twice in an object")
    return made


def refused(constant):
    raise BadRecord(f"{constant} is no JSON")


def text_of(line):
    """A line as text. What is not UTF-8 is not mended."""
    try:
        return line.decode("utf-8").strip("\ufeff\r\n\t ")
    except UnicodeDecodeError:
        raise BadRecord("the record is not UTF-8") from None


def read_resource(line):
    """Text and content of a line that is one resource."""
    text = text_of(line)
    try:
        made = json.loads(text, object_pairs_hook=once, parse_constant=refused)
    except BadRecord:
        raise
    except (ValueError, RecursionError):
        raise BadRecord("the record is no JSON") from None
    if not isinstance(made, dict) or not isinstance(made.get("resourceType"), str):
        raise BadRecord("the record has no resourceType")
    return text, made


def patient_key(made):
    """Whose a resource is: (base of the server, id), or None where that cannot be told."""
    if made["resourceType"] == "Patient":
        return ("", made["id"]) if isinstance(made.get("id"), str) else None
    about = made.get("subject") or made.get("patient")
    reference = about.get("reference") if isinstance(about, dict) else None
    if not isinstance(reference, str):
        return None
    if reference.startswith("urn:uuid:"):
        return ("", reference[9:].lower())
    steps = reference.split("/_history/")[0].split("/")
    if len(steps) < 2 or steps[-2] != "Patient" or not steps[-1] or "?" in steps[-1] or "|" in steps[-1]:
        return None
    return ("/".join(steps[:-2]), steps[-1])


def references_to(made, kinds):
    """References to resources of some types, anywhere in a resource."""
    if isinstance(made, dict):
        for name, value in made.items():
            if name == "reference" and isinstance(value, str) and value.split("/")[0] in kinds:
                yield value
            else:
                yield from references_to(value, kinds)
    elif isinstance(made, list):
        for value in made:
            yield from references_to(value, kinds)


def quarantined(reason, record, **place):
    """A line of OUT/quarantine. The reason holds nothing of the patient, the record all of it."""
    return json.dumps({**place, "reason": reason, "record": base64.b64encode(record).decode()})


def answers_in(line):
    """The GuidanceResponses of one line of output: one, or a Bundle with one for each patient."""
    made = json.loads(line)
    if made["resourceType"] == "Bundle":
        return [entry["resource"] for entry in made["entry"]]
    return [made]


def reason_against(answers):
    """Why the answers to a record are none; None when they are."""
    for one in answers:
        if one["resourceType"] == "OperationOutcome":
            return one["issue"][0]["details"]["text"]
    if all(one["status"] == "failure" for one in answers):
        return "the record cannot be evaluated; venoguide says why"
    return None


def outcome_of(response):
    for contained in response.get("contained", []):
        for parameter in contained.get("parameter", []):
            if parameter["name"] == "outcome":
                return parameter["valueCode"]
    return "unusable"


# MARK: Spark


class Job:
    """One run over an export."""

    def __init__(self, spark, options):
        self.spark = spark
        self.context = spark.sparkContext
        self.options = options
        self.files = Files(spark)

    def lines(self, path):
        """The lines of the NDJSON below a folder as they lie there: a text as Spark's RDDs read it would mend what is not
        UTF-8. Each comes with the name of its file."""
        from pyspark.sql.functions import col, input_file_name
        names = self.files.below(path, (".ndjson", ".ndjson.gz"))
        if not names:
            raise FileNotFoundError(f"{path}: holds no .ndjson files")
        special = self.special_files(path)
        names = [name for name in names if name.rsplit("/", 1)[1] not in special]
        read = self.spark.read.option("lineSep", "\n").text(names)
        rows = read.select(input_file_name().alias("file"), col("value").cast("binary").alias("line"))
        pairs = rows.rdd.map(lambda row: (row.file.rsplit("/", 1)[1], bytes(row.line)))
        return pairs.filter(lambda pair: pair[1].strip(b"\r\t ") != b"")

    def special_files(self, path):
        """The files that the manifest of an export names as no data."""
        self.deleted = frozenset()
        self.errors = 0
        manifests = [
            json.loads(content) for content in map(self.files.read, self.files.below(path, ("manifest.json",)))]
        special = set()
        for manifest in manifests:
            for member in ("deleted", "error", "outcome"):
                for entry in manifest.get(member, []):
                    special.add(entry["url"].rsplit("/", 1)[1])
            for entry in manifest.get("deleted", []):
                self.deleted |= frozenset(self.deletions(path, entry["url"].rsplit("/", 1)[1]))
            self.errors += sum(entry.get("count", 1) for entry in manifest.get("error", []))
        return special

    def deletions(self, path, name):
        for file in self.files.below(path, (name,)):
            for line in self.files.read(file).splitlines():
                for entry in json.loads(line).get("entry", []) if line.strip() else ():
                    if entry["request"]["method"] == "DELETE":
                        yield "/".join(entry["request"]["url"].split("/")[-2:])

    def run(self):
        """Answers everything; returns the report."""
        from pyspark import StorageLevel
        lines = self.lines(self.options.input).persist(StorageLevel.DISK_ONLY)
        if self.options.layout == "bundles":
            counts, bundles, bad = self.documents(lines)
        else:
            counts, bundles, bad = self.joined(lines)
        # Pairs of a Bundle and where it came from. They are kept on disk, so that what comes out of a retry is zipped with
        # just what went in.
        bundles = bundles.persist(StorageLevel.DISK_ONLY)
        command = " ".join(map(shlex.quote, [
            self.options.binary, "--from", "ndjson", "--to", "ndjson", "--as-of", self.options.as_of, *self.options.more]))
        piped = bundles.map(lambda pair: pair[0]).pipe(command, checkCode=True)
        answered = bundles.zip(piped).persist(StorageLevel.DISK_ONLY)
        judged = answered.map(lambda pair: (pair, reason_against(answers_in(pair[1])))).persist(StorageLevel.DISK_ONLY)
        good = judged.filter(lambda one: one[1] is None).map(lambda one: one[0][1])
        unusable = judged.filter(lambda one: one[1] is not None)
        good.saveAsTextFile(f"{self.options.output}/guidance")
        bad = bad.union(unusable.map(lambda one: quarantined(one[1], one[0][0][0].encode(), file=one[0][0][1])))
        bad.saveAsTextFile(f"{self.options.output}/quarantine")
        outcomes = good.flatMap(answers_in).map(outcome_of).countByValue()
        report = {
            "layout": self.options.layout, "asOf": self.options.as_of, **counts,
            "bundles": bundles.count(), "answered": good.count(), "unusableBundles": unusable.count(),
            "quarantined": bad.count(), "answers": sum(outcomes.values()), "outcomes": dict(sorted(outcomes.items())),
        }
        report["addsUp"] = self.adds_up(report)
        return report

    def adds_up(self, report):
        """Whether everything that came in is an answer, in quarantine, or left out for a reason that is counted."""
        written = self.context.textFile(f"{self.options.output}/guidance").count()
        aside = self.context.textFile(f"{self.options.output}/quarantine").count()
        return (
            report["lines"] == sum(report["kept"].values()) + report["badRecords"]
            and report["bundles"] == report["answered"] + report["unusableBundles"]
            and written == report["answered"] and aside == report["quarantined"]
            and report["quarantined"] == report["badRecords"] + report["unusableBundles"])

    def documents(self, lines):
        """Every line is a Bundle."""
        def sorted_out(pair):
            name, line = pair
            try:
                return True, (text_of(line), name)
            except BadRecord as error:
                return False, quarantined(str(error), line, file=name)

        read = lines.map(sorted_out)
        # Repartitioned by content: a compressed file is one partition, however large it is.
        good = read.filter(lambda one: one[0]).map(lambda one: one[1])
        bad = read.filter(lambda one: not one[0]).map(lambda one: one[1])
        bundles = self.spread(good.map(lambda pair: (pair, None))).keys()
        counts = {"lines": lines.count(), "badRecords": bad.count(), "kept": {"bundles": good.count()}}
        return counts, bundles, bad

    def spread(self, pairs):
        """The pairs in as many partitions as were asked for, sorted within each, so that every attempt sees one order."""
        count = self.options.partitions or max(self.context.defaultParallelism * 3, 1)
        return pairs.repartitionAndSortWithinPartitions(
            count, lambda key: zlib.crc32("\0".join(key[:2]).encode()))

    def joined(self, lines):
        """Every line is a resource; those of one patient become a Bundle."""
        from pyspark import StorageLevel
        deleted = self.deleted

        def sorted_out(pair):
            """What to do with a line, and whose it is."""
            name, line = pair
            try:
                text, made = read_resource(line)
            except BadRecord as error:
                return "bad", None, quarantined(str(error), line, file=name)
            kind, id = made["resourceType"], made.get("id") if isinstance(made.get("id"), str) else ""
            # A file that is organised by patient has a header for each: it says nothing that the records do not say.
            if kind in IRRELEVANT or kind == "Parameters":
                return "irrelevant", None, None
            key = patient_key(made)
            if f"{kind}/{id}" in deleted or key and f"Patient/{key[1]}" in deleted:
                return "deleted", None, None
            if key:
                return "patients", key, (f"{kind}/{id}", text, sorted(set(references_to(made, SHARED))))
            if kind in SHARED and id:
                return "shared", f"{kind}/{id}", text
            return "withoutPatient", None, None

        read = lines.map(sorted_out).persist(StorageLevel.DISK_ONLY)
        kept = read.map(lambda one: one[0]).countByValue()
        bad = read.filter(lambda one: one[0] == "bad").map(lambda one: one[2])
        ours = read.filter(lambda one: one[0] == "patients")
        # One server may be named by its address or not at all; where there are several, they are not mixed.
        bases = ours.map(lambda one: one[1][0]).filter(bool).distinct().take(2)
        base = bases[0] if len(bases) == 1 else ""
        is_one = len(bases) <= 1
        records = ours.map(lambda one: (("" if is_one else one[1][0], one[1][1]), one[2]))
        shared = read.filter(lambda one: one[0] == "shared").map(lambda one: (one[1], one[2])).distinct()
        # Of two resources of one name none is right.
        single = shared.groupByKey().mapValues(list).filter(lambda one: len(one[1]) == 1).mapValues(lambda texts: texts[0])
        wanted = records.flatMap(lambda one: [(name, one[0]) for name in one[1][2]]).distinct()
        found = wanted.join(single).map(lambda one: (one[1][0], (one[0], one[1][1], [])))
        everything = records.union(found).map(lambda one: ((*one[0], one[1][0], one[1][1]), None))

        def bundle(group):
            (server, _), entries = group
            address = server or base
            made = '{"resourceType":"Bundle","type":"collection","entry":[%s]}' % ",".join(
                ('{"fullUrl":%s,"resource":%s}' % (json.dumps(f"{address}/{key[2]}"), key[3]))
                if address else '{"resource":%s}' % key[3]
                for key, _ in entries)
            return made, "joined by patient"

        bundles = self.spread(everything).mapPartitions(
            lambda pairs: map(bundle, itertools.groupby(pairs, lambda pair: pair[0][:2])))
        counts = {
            "lines": lines.count(), "badRecords": kept.pop("bad", 0), "kept": dict(sorted(kept.items())),
            "deletions": len(deleted), "exportErrors": self.errors,
        }
        return counts, bundles, bad


class Files:
    """Files wherever Spark's file systems are: a disk, HDFS, an object store."""

    def __init__(self, spark):
        self.jvm = spark.sparkContext._jvm
        self.configuration = spark.sparkContext._jsc.hadoopConfiguration()

    def system(self, path):
        place = self.jvm.org.apache.hadoop.fs.Path(path)
        return place, place.getFileSystem(self.configuration)

    def exists(self, path):
        place, system = self.system(path)
        return system.exists(place)

    def below(self, folder, endings):
        """The files below a folder whose names end so, in order."""
        place, system = self.system(folder)
        if not system.exists(place):
            raise FileNotFoundError(f"{folder}: is not there")
        found = []
        files = system.listFiles(place, True)
        while files.hasNext():
            name = files.next().getPath().toString()
            if name.endswith(endings):
                found.append(name)
        return sorted(found)

    def read(self, path):
        """The whole of a small file."""
        place, system = self.system(path)
        stream = system.open(place)
        try:
            return bytes(self.jvm.org.apache.commons.io.IOUtils.toByteArray(stream))
        finally:
            stream.close()

    def write(self, path, content):
        place, system = self.system(path)
        stream = system.create(place, True)
        try:
            stream.write(bytearray(content))
        finally:
            stream.close()


# MARK: The command line


class Parser(argparse.ArgumentParser):
    def error(self, message):
        print(f"spark-batch: {message}", file=sys.stderr)
        sys.exit(64)


def read_arguments(arguments):
    parser = Parser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layout", choices=("bundles", "by-type"))
    parser.add_argument("input")
    parser.add_argument("output")
    parser.add_argument(
        "--as-of", required=True, help="the moment of evaluation; a retry must not take place at another one than the rest")
    parser.add_argument("--binary", help="venoguide, where the executors find it (default: .build/venoguide)")
    parser.add_argument("--master", help="such as local[2]; what spark-submit says when not given")
    parser.add_argument("--partitions", type=int, help="of the Bundles (default: three for each core)")
    parser.add_argument("more", nargs="*", help="further arguments of venoguide, after --")
    options = parser.parse_args(arguments)
    if options.binary is None:
        options.binary = str(pathlib.Path(__file__).resolve().parent.parent / ".build" / "venoguide")
    if not pathlib.Path(options.binary).exists() and not options.master and "SPARK_ENV_LOADED" not in os.environ:
        parser.error(f"{options.binary} is not there; build it with scripts/build")
    return options


def with_pyspark(arguments):
    """Runs this script again where pyspark is: `.venv/spark` of the repository; installs it when it has to."""
    root = pathlib.Path(__file__).resolve().parent.parent
    sys.path.insert(0, str(root / "scripts"))
    try:
        import packages
    except ImportError:
        return "there is no pyspark; install it, or start this with spark-submit"
    python, reason = packages.python_with(
        root / ".venv" / "spark", PYSPARK, say=lambda text: print(f"spark-batch: {text}", file=sys.stderr))
    if python:
        os.execv(str(python), [str(python), "-B", __file__, *arguments])
    return reason


def main(arguments):
    options = read_arguments(arguments)
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        print(f"spark-batch: {with_pyspark(arguments)}", file=sys.stderr)
        return 69
    builder = SparkSession.builder.appName("venoguide")
    if options.master:
        builder = builder.master(options.master)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    try:
        job = Job(spark, options)
        if job.files.exists(options.output):
            print(f"spark-batch: {options.output} is there already", file=sys.stderr)
            return 73
        report = job.run()
        job.files.write(f"{options.output}/report.json", json.dumps(report, indent=2).encode() + b"\n")
    except FileNotFoundError as error:
        print(f"spark-batch: {error}", file=sys.stderr)
        return 66
    finally:
        spark.stop()
    print(
        f"spark-batch: {report['lines']} lines, {report['bundles']} Bundles, {report['answered']} answered, "
        f"{report['quarantined']} in quarantine; {json.dumps(report['outcomes'])}", file=sys.stderr)
    if not report["addsUp"]:
        print("spark-batch: the counts do not add up: please report it; do not use the answers", file=sys.stderr)
        return 70
    return 65 if report["quarantined"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
