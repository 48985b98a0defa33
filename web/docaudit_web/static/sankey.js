// The picture of the money: loan, account, use, payee. Colours come from the style sheet.
"use strict";

for (const place of document.querySelectorAll("[data-sankey]")) {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(`--${name}`).trim();
  const meaning = (name) => color(name || "accent");
  const narrow = place.clientWidth < 520;
  const most = narrow ? 6 : 15;
  const whole = (data) => Math.max(...[0, 1].map((d) => data.links.filter((l) => l.source.startsWith(`${d}:`)).reduce((sum, l) => sum + l.value, 0)));
  const wide = (text) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 0x2e80 ? 0.55 : 1), 0);
  const short = (text) => {
    if (wide(text) <= most) return text;
    let kept = text;
    while (wide(kept) > most - 1) kept = kept.slice(0, -1);
    return `${kept}…`;
  };
  fetch(place.dataset.sankey, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((data) => {
      const labels = new Map(data.nodes.map((node) => [node.name, node.label]));
      const nodes = new Map(data.nodes.map((node) => [node.name, node]));
      // A second line with the amount where the bar is high enough for it.
      const total = whole(data);
      const value = (name, side) => data.links.filter((l) => l[side] === name).reduce((sum, l) => sum + l.value, 0);
      const words = (name) => {
        const node = nodes.get(name);
        const high = value(name, node.depth === 0 ? "source" : "target") >= 0.12 * total;
        return high && !narrow ? `${short(node.label)}\n{amount|${node.shown}}` : short(node.label);
      };
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
              : `${labels.get(item.name)}\n${nodes.get(item.name).shown}\n${place.dataset.low} ${nodes.get(item.name).low} · ${place.dataset.high} ${nodes.get(item.name).high}`,
        },
        series: [
          {
            type: "sankey",
            left: 4,
            right: narrow ? 76 : 190,
            top: 8,
            bottom: 8,
            nodeWidth: 12,
            nodeGap: 18,
            draggable: false,
            emphasis: { focus: "adjacency" },
            label: {
              color: color("ink"), fontSize: narrow ? 10 : 12, lineHeight: 15, distance: 5,
              // A halo keeps words readable over the ribbons.
              textBorderColor: color("ground"), textBorderWidth: 3,
              formatter: (item) => words(item.name),
              rich: { amount: { color: color("ink"), fontSize: 11, lineHeight: 14, textBorderColor: color("ground"), textBorderWidth: 3 } },
            },
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
