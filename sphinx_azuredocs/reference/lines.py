"""The lines of fields in the YAML, looked up when a problem or a link needs one."""

from __future__ import annotations

import yaml

from .model import Path


class Lines:
    """The lines of a YAML file.

    :param root: its node.
    """

    def __init__(self, root: yaml.Node) -> None:
        self._root = root
        self._tables: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = {}

    def of(self, path: Path) -> int:
        """Return the 1-based line of a field, or of the nearest one above it.

        For a block scalar this is the line at which its text begins.

        :param path: the field.
        """
        node: yaml.Node = self._root
        line = node.start_mark.line + 1
        for key in path:
            if isinstance(node, yaml.MappingNode):
                pair = self._table(node).get(str(key))
                if pair is None:
                    return line
                line, node = pair[0].start_mark.line + 1, pair[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
                if key >= len(node.value):
                    return line
                node = node.value[key]
                line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return int(node.start_mark.line) + (2 if node.style in ("|", ">") else 1)
        return line

    def _table(self, node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        if id(node) not in self._tables:
            self._tables[id(node)] = {
                key.value: (key, v)
                for key, v in node.value
                if isinstance(key, yaml.ScalarNode)
            }
        return self._tables[id(node)]
