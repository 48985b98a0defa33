// The picture of the money: loan, account, payee, use. Colours come from the style sheet.
"use strict";

for (const place of document.querySelectorAll("[data-sankey]")) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const meaning = (name) => color(name || "accent");
  const narrow = place.clientWidth < 520;
  const most = narrow ? 6 : 14;
  const short = (text) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  fetch(place.dataset.sankey, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((data) => {
      const labels = new Map(data.nodes.map((node) => [node.name, node.label]));
      place.style.height = `${Math.max(250, 38 * Math.max(...[0, 1, 2, 3].map((d) => data.nodes.filter((n) => n.depth === d).length)))}px`;
      const chart = echarts.init(place, null, { renderer: "svg" });
      chart.setOption({
        animation: false,
        textStyle: { fontFamily: style.fontFamily || "sans-serif" },
        tooltip: {
          renderMode: "richText",
          formatter: (item) =>
            item.dataType === "edge"
              ? `${labels.get(item.data.source)} → ${labels.get(item.data.target)}\n${item.data.shown}\n${place.dataset.low} ${item.data.low} · ${place.dataset.high} ${item.data.high}`
              : labels.get(item.name),
        },
        series: [
          {
            type: "sankey",
            left: 4,
            right: narrow ? 76 : 110,
            top: 8,
            bottom: 8,
            nodeWidth: 12,
            nodeGap: 18,
            draggable: false,
            emphasis: { focus: "adjacency" },
            label: { color: color("ink"), fontSize: narrow ? 10 : 12, formatter: (item) => short(labels.get(item.name)) },
            data: data.nodes.map((node) => ({ ...node, label: undefined, itemStyle: { color: meaning(node.meaning), borderWidth: 0 } })),
            links: data.links.map((link) => ({ ...link, lineStyle: { color: link.meaning ? meaning(link.meaning) : color("idle"), opacity: 0.35 } })),
          },
        ],
      });
      chart.on("click", (item) => {
        const name = item.dataType === "edge" ? item.data.target : item.name;
        const node = data.nodes.find((n) => n.name === name);
        if (node) window.location.assign(node.href);
      });
      window.addEventListener("resize", () => chart.resize());
      place.dataset.drawn = "yes";
    })
    .catch(() => place.remove());
}
