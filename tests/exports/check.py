# SPDX-License-Identifier: MIT
"""Facts about a published directory, each found out without the program that made it.

check.py            prints the names of all facts
check.py FACT DIR   prints what is wrong with the fact; nothing when it holds
"""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as etree

XML = "{urn:skillgraph:graph:1}"
SVG = "{http://www.w3.org/2000/svg}"
ARRAYS = ["documents", "sections", "examples", "nodes", "edges", "topics", "overlaps", "clusters", "conflicts",
          "diagnostics"]
NODES = ["documents", "sections", "examples", "nodes"]
FACTS = {}


def fact(name):
    def add(function):
        FACTS[name] = function
        return function
    return add


def graph_of(root):
    return json.loads((root / "data/graph.json").read_text(encoding="utf-8"))


def xml_of(root):
    return etree.parse(root / "data/graph.xml").getroot()


@fact("graph.json follows graph.schema.json")
def schema(root):
    try:
        import jsonschema
    except ImportError:
        return
    rules = json.loads((root / "data/graph.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(rules)
    validator.check_schema(rules)
    for error in validator(rules).iter_errors(graph_of(root)):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


@fact("every field of the schema is described")
def described(root):
    def walk(rule, path):
        if isinstance(rule, dict):
            for key, value in rule.get("properties", {}).items():
                if "description" not in value:
                    yield f"{path}/{key}"
            for key, value in rule.items():
                yield from walk(value, f"{path}/{key}")
    yield from walk(json.loads((root / "data/graph.schema.json").read_text(encoding="utf-8")), "")


@fact("every end of an edge is a node")
def ends(root):
    graph = graph_of(root)
    ids = {node["id"] for array in NODES for node in graph[array]}
    for edge in graph["edges"]:
        for end in ("source", "target"):
            if edge[end] not in ids:
                yield f"{edge['id']}: {end} {edge[end]}"


@fact("every id that is spoken of is there")
def references(root):
    graph = graph_of(root)
    ids = {record["id"] for array in ARRAYS for record in graph[array] if "id" in record}

    def walk(value, owner):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key not in ("metadata", "quote", "text"):
                    yield from walk(inner, owner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner, owner)
        elif isinstance(value, str) and re.fullmatch(r"(document|section|example|topic|cluster)/[a-z0-9/-]+", value):
            if value not in ids:
                yield f"{owner}: {value}"

    for array in ("sections", "edges", "topics", "clusters", "overlaps"):
        for record in graph[array]:
            yield from walk(record, record.get("id", array))
    for node in graph["nodes"]:
        wanted = [node["topic"]] if node["topic"] else []
        for statement in node["statements"]:
            wanted += statement["examples"] + statement["targets"]
        yield from (f"{node['id']}: {ref}" for ref in wanted if ref not in ids)


@fact("ids are sorted and unique, also after case folding")
def order(root):
    graph = graph_of(root)
    seen = set()
    for array in ARRAYS:
        ids = [record["id"] for record in graph[array] if "id" in record]
        if ids != sorted(ids, key=lambda text: text.encode()):
            yield f"{array} is not sorted"
        for name in ids:
            if name.lower() in seen:
                yield f"{name} twice"
            seen.add(name.lower())
    pairs = [(record["a"], record["b"]) for record in graph["overlaps"]]
    if pairs != sorted(pairs):
        yield "overlaps is not sorted"


@fact("each record is one line of graph.json")
def lines(root):
    graph = graph_of(root)
    text = (root / "data/graph.json").read_text(encoding="utf-8").split("\n")
    records = 0
    for number, line in enumerate(text, 1):
        if line.startswith('{"id"') or line.startswith('{"a"') or line.startswith('{"kind"') or \
                line.startswith('{"document"'):
            json.loads(line.rstrip(","))
            records += 1
    if records != sum(len(graph[array]) for array in ARRAYS):
        yield f"{records} lines"


@fact("everything has evidence")
def evidence(root):
    graph = graph_of(root)
    for array in NODES + ["edges"]:
        yield from (record["id"] for record in graph[array] if not record["evidence"])


@fact("graph.xml has the records of graph.json")
def same_ids(root):
    graph, xml = graph_of(root), xml_of(root)
    for array in ARRAYS:
        here = [record.get("id") for record in graph[array]]
        there = [element.get("id") for element in xml.find(XML + array)]
        if here != there:
            yield f"{array}: {len(here)} in JSON, {len(there)} in XML"


@fact("graph.xml has the evidence of graph.json")
def same_evidence(root):
    graph, xml = graph_of(root), xml_of(root)

    def count(value):
        if isinstance(value, dict):
            return ("quote" in value) + sum(count(inner) for key, inner in value.items() if key != "metadata")
        return sum(map(count, value)) if isinstance(value, list) else 0

    here, there = count(graph), sum(1 for _ in xml.iter(XML + "evidence"))
    if here != there:
        yield f"{here} in JSON, {there} in XML"
    for array in NODES + ["edges"]:
        for record, element in zip(graph[array], xml.find(XML + array)):
            for one, other in zip(record["evidence"], element.findall(XML + "evidence")):
                place = (one["document"], str(one["line"]), one["role"])
                if place != (other.get("document"), other.get("line"), other.get("role")):
                    yield f"{record['id']}: {place}"


@fact("every entity has its picture")
def pictures(root):
    for node in graph_of(root)["nodes"]:
        kind, slug = node["id"].lower().replace(":", "--").split("/")
        for end in ("svg", "dot"):
            if not list(root.glob(f"{kind}/{slug}.{end}")) + list(root.glob(f"{kind}/{slug}--.{end}")):
                yield f"{kind}/{slug}.{end}"
    for name in ("overview.svg", "overview.dot"):
        if not (root / name).is_file():
            yield name


def diagrams(root):
    paths = [path for path in sorted(root.rglob("*.svg")) if path.with_suffix(".dot").is_file()]
    if not paths:
        raise FileNotFoundError("no diagram")
    for path in paths:
        yield path, etree.parse(path).getroot()


@fact("every diagram has role, title and description")
def words(root):
    for path, svg in diagrams(root):
        title, description = svg.find(SVG + "title"), svg.find(SVG + "desc")
        named = svg.get("aria-labelledby", "").split()
        if svg.get("role") not in ("img", "group") or title is None or description is None or \
                not title.text or not description.text or named != [title.get("id"), description.get("id")]:
            yield str(path)


@fact("every link of a diagram leads to a file")
def links(root):
    for path, svg in diagrams(root):
        for link in svg.iter(SVG + "a"):
            target = link.get("href").split("#")[0]
            if re.match(r"[a-z]+:", target) or not (path.parent / target).is_file():
                yield f"{path}: {link.get('href')}"


@fact("no diagram carries style, script or a fixed size")
def bare(root):
    for path, svg in diagrams(root):
        if svg.get("width") or svg.get("height") or not svg.get("viewBox"):
            yield f"{path}: size"
        for element in svg.iter():
            if element.tag in (SVG + "style", SVG + "script") or element.get("style") or \
                    any(name.startswith("on") for name in element.attrib):
                yield f"{path}: {element.tag}"


@fact("a .dot has the nodes and edges of its .svg")
def same_diagrams(root):
    pairs = list(diagrams(root))
    for start in range(0, len(pairs), 200):
        part = pairs[start:start + 200]
        files = [str(path.with_suffix(".dot")) for path, _ in part]
        said = subprocess.run(["dot", "-Tdot_json", *files], capture_output=True, text=True, check=True).stdout
        decoder, at, graphs = json.JSONDecoder(), 0, []
        while at < len(said.rstrip()):
            graph, at = decoder.raw_decode(said, at)
            graphs.append(graph)
            at += len(said[at:]) - len(said[at:].lstrip())
        for (path, svg), graph in zip(part, graphs, strict=True):
            groups = graph.get("_subgraph_cnt", 0)
            objects = graph.get("objects", [])
            nodes = {item["name"] for item in objects[groups:]}
            names = {item["_gvid"]: item["name"] for item in objects}
            # A line without a direction may be told from either end.
            free = {e["class"] for e in graph.get("edges", []) if e["dir"] != "forward"}
            drawn = [element.get("data-id") for element in svg.iter() if element.get("data-id")]
            lines = [(a, b, group.get("class").split()[1]) for group in svg.iter(SVG + "g") if group.get("data-source")
                     for a in ends(drawn, group, "data-source") for b in ends(drawn, group, "data-target")]
            told = [(names[e["tail"]], names[e["head"]], e["class"]) for e in graph.get("edges", [])]
            if sorted(drawn) != sorted(nodes):
                yield f"{path}: nodes"
            if oriented(lines, free) != oriented(told, free):
                yield f"{path}: edges"


def ends(nodes, group, attribute):
    return [nodes[int(number)] for number in group.get(attribute).split()]


def oriented(edges, free):
    return sorted((*(sorted(edge[:2]) if edge[2] in free else edge[:2]), edge[2]) for edge in edges)


def main():
    if len(sys.argv) == 1:
        print("\n".join(FACTS))
        return 0
    wrong = list(FACTS[sys.argv[1]](pathlib.Path(sys.argv[2])))
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
