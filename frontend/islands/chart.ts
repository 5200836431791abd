// Charts from JSON in the page: <div class="tk-chart" data-chart="id of the script" role="img" aria-label="…">.
import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { json } from "../ts/dom";

use([BarChart, LineChart, PieChart, ScatterChart, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function draw(box: HTMLElement): void {
  const wanted = json<EChartsCoreOption>(box.dataset["chart"] ?? "");
  if (!wanted || box.dataset["drawn"]) return;
  box.dataset["drawn"] = "1";
  const ink = colour("--tk-quiet");
  const line = { lineStyle: { color: colour("--tk-line") } };
  const chart = init(box, null, { renderer: "svg" });
  const axis = { axisLabel: { color: ink }, axisLine: line, splitLine: line };
  const plain = (given: unknown): object => (typeof given === "object" && given ? given : {});
  chart.setOption({
    textStyle: { fontFamily: colour("--tk-font") },
    color: [colour("--tk-primary"), "#9db7dd", "#2f9e44", "#e8a317", "#d4281c", "#7c4dd6"],
    grid: { left: 8, right: 12, top: 32, bottom: 4, containLabel: true },
    tooltip: { trigger: "axis", confine: true },
    ...wanted,
    ...(Array.isArray(wanted["series"]) ? { series: wanted["series"].map((each: object) => ({ barMaxWidth: 26, ...each })) } : {}),
    ...(wanted["xAxis"] ? { xAxis: { ...axis, ...plain(wanted["xAxis"]) } } : {}),
    ...(wanted["yAxis"] ? { yAxis: { ...axis, ...plain(wanted["yAxis"]) } } : {}),
    legend: { textStyle: { color: ink }, top: 0, itemWidth: 14, itemHeight: 9, ...plain(wanted["legend"]) },
    aria: { enabled: false },
  });
  new ResizeObserver(() => chart.resize()).observe(box);
}

function all(): void {
  document.querySelectorAll<HTMLElement>("[data-chart]").forEach(draw);
}

all();
document.body.addEventListener("htmx:afterSettle", all);
