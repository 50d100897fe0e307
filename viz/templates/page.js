"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const counted = (rows, one, more) => rows.length + " " + (rows.length === 1 ? one : more);
  const facts = document.getElementById("facts");
  document.getElementById("title").textContent =
    data.title + " · " + counted(data.nodes, "party", "parties") + ", " + counted(data.edges, "tie", "ties") +
    (data.more > 0 ? " (+" + data.more + " more not drawn)" : "");
  const edges = data.edges.map((edge, i) => ({
    ...edge, id: i, label: undefined, arrows: "to", color: "#9aa3ad", smooth: { type: "continuous" },
  }));
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const network = new vis.Network(
    document.getElementById("network"),
    { nodes: data.nodes, edges },
    { physics: false, interaction: { hover: true, keyboard: true }, nodes: { font: { size: 14 } } },
  );
  network.on("click", (event) => {
    const node = nodes.get(event.nodes[0]);
    const edge = edges[event.edges[0]];
    facts.textContent = node ? node.facts : edge ? edge.facts : "";
  });
  network.once("afterDrawing", () => {
    network.fit(); // names have a size only once they are drawn
    document.body.dataset.drawn = String(data.nodes.length);
  });
})();
