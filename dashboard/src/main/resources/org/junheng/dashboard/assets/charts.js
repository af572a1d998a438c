"use strict";

/*
 * Draws the charts. A chart has no data of its own: it reads the table that stands in the same panel, so that both show the
 * same numbers. docs/dashboard.md says what each kind takes.
 *
 * First comes what all kinds share (tables, colours, scales, frames, legends), then the kinds, then what happens to a figure
 * (drawing, resizing, printing, keys).
 */
(() => {
  // ---------------------------------------------------------------------------------------------- tables

  const ROWS_SHOWN_OPEN = 12;
  const MOST_ROWS_DRAWN = 400;

  /** The rows of a table: by column name what the cell shows and the unrounded value behind it. */
  function tableOf(panel) {
    const heads = [...panel.querySelectorAll("thead th")];
    const columns = new Map();
    heads.forEach((head, position) => {
      if (head.dataset.column) {
        columns.set(head.dataset.column, { title: titleOf(head), position });
      }
    });
    const rows = [...panel.querySelectorAll("tbody tr")].map((line) => rowOf(line, columns));
    return { columns, rows };
  }

  function titleOf(head) {
    const unit = head.querySelector("small");
    const title = head.textContent.trim();
    return unit ? title.slice(0, title.length - unit.textContent.trim().length).trim() : title;
  }

  function rowOf(line, columns) {
    const row = { cells: new Map() };
    columns.forEach(({ position }, name) => row.cells.set(name, cellOf(line.cells[position])));
    row.href = [...row.cells.values()].map((cell) => cell.href).find(Boolean);
    return row;
  }

  function cellOf(cell) {
    if (!cell || cell.querySelector(".missing")) {
      return { text: "—", value: null, number: null };
    }
    const sign = cell.querySelector(".sign")?.textContent ?? "";
    const text = cell.textContent.trim().slice(sign.length).trim();
    const value = cell.dataset.value ?? text;
    const number = value === "" || Number.isNaN(Number(value)) ? null : Number(value);
    const tone = [...cell.classList].find((name) => name.startsWith("tone-"))?.slice("tone-".length);
    return { text, value, number, tone, sign, href: cell.querySelector("a")?.href };
  }

  const NO_CELL = { text: "", value: null, number: null };

  /** The cell that a key of the chart ({@code x}, {@code label} …) names. */
  function cell(row, spec, key) {
    return row.cells.get(spec[key]) ?? NO_CELL;
  }

  function number(row, spec, key) {
    return cell(row, spec, key).number;
  }

  function truth(row, spec, key) {
    return cell(row, spec, key).value === "true";
  }

  function link(row, spec) {
    return cell(row, spec, "label").href ?? row.href;
  }

  function titleOfColumn(table, name) {
    return table.columns.get(name)?.title ?? name ?? "";
  }

  function distinct(values) {
    return [...new Set(values)];
  }

  /** Rows by the text of a column, in the order of the table; all in one where the chart names no such column. */
  function groups(rows, spec, key) {
    if (!spec[key]) {
      return [{ name: "", rows }];
    }
    const found = new Map();
    rows.forEach((row) => {
      const name = cell(row, spec, key).text;
      found.set(name, [...(found.get(name) ?? []), row]);
    });
    return [...found].map(([name, members]) => ({ name, rows: members }));
  }

  // ---------------------------------------------------------------------------------------------- colours, shapes

  const TRIANGLE_DOWN = "path://M0,0L12,0L6,10Z";
  const TWO_TRIANGLES_DOWN = "path://M0,0L12,0L6,7ZM0,6L12,6L6,14Z";
  /** What tells a tone without its colour. */
  const TONE_SHAPES = {
    good: { shape: "circle" },
    bad: { shape: TRIANGLE_DOWN },
    worst: { shape: TWO_TRIANGLES_DOWN, larger: 1.3 },
    warn: { shape: "circle", hollow: true },
    open: { shape: "rect", hollow: true },
    plain: { shape: "circle" },
  };
  const SERIES_SHAPES = ["circle", "rect", "triangle", "diamond", TRIANGLE_DOWN, "roundRect", "pin", "arrow"];
  const DECALS = [
    null,
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 },
    { symbol: "circle", symbolSize: 0.55, dashArrayX: [[7, 7], [0, 7, 7, 0]], dashArrayY: [7, 0] },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 2 },
    { symbol: "rect", dashArrayX: [[4, 4], [0, 4, 4, 0]], dashArrayY: [4, 0] },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 3] },
  ];

  function lookNow() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue("--" + name).trim();
    const tone = (name) => ({ strong: colour(name), soft: colour(name + "-soft"), ink: colour(name + "-ink") });
    return {
      ink: colour("ink"),
      soft: colour("ink-soft"),
      line: colour("line"),
      strongLine: colour("line-strong"),
      paper: colour("paper"),
      sunken: colour("sunken"),
      focus: colour("focus"),
      series: [1, 2, 3, 4, 5, 6, 7, 8].map((each) => colour("series-" + each)),
      steps: [1, 2, 3, 4, 5].map((each) => colour("step-" + each)),
      tones: {
        good: tone("good"),
        bad: tone("bad"),
        worst: tone("worst"),
        warn: tone("warn"),
        open: tone("open"),
        plain: { strong: colour("plain"), soft: colour("link-soft"), ink: colour("ink") },
      },
      font: getComputedStyle(document.body).fontFamily,
    };
  }

  function toneOf(look, name) {
    return look.tones[name] ?? look.tones.plain;
  }

  function shapeOf(tone) {
    return TONE_SHAPES[tone] ?? TONE_SHAPES.plain;
  }

  /** A point in the colour and shape of its tone. */
  function tonedPoint(look, tone, size) {
    const { shape, hollow, larger } = shapeOf(tone);
    const colour = toneOf(look, tone).strong;
    return {
      symbol: shape,
      symbolSize: size * (larger ?? 1),
      itemStyle: { color: hollow ? look.paper : colour, borderColor: hollow ? colour : look.paper, borderWidth: hollow ? 1.8 : 0.7 },
    };
  }

  function seriesLook(look, position) {
    return {
      colour: look.series[position % look.series.length],
      shape: SERIES_SHAPES[(position + Math.floor(position / look.series.length)) % SERIES_SHAPES.length],
    };
  }

  /** Ink that can be read on a ground. */
  function inkOn(ground) {
    const parts = ground.match(/^#(..)(..)(..)$/);
    if (!parts) {
      return "#18222d";
    }
    const [red, green, blue] = parts.slice(1).map((hex) => (parseInt(hex, 16) / 255) ** 2.2);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.2 ? "#18222d" : "#ffffff";
  }

  // ---------------------------------------------------------------------------------------------- numbers, scales

  const context = document.createElement("canvas").getContext("2d");

  function textWidth(text, look, size = 12) {
    context.font = size + "px " + look.font;
    return Math.max(0, ...String(text).split("\n").map((line) => context.measureText(line).width));
  }

  /** How figures along an axis are written: in per cent where the table writes its figures so. */
  function axisText(spec, rows, key) {
    const percent = spec.format ? spec.format === "percent" : rows.some((row) => cell(row, spec, key).text.endsWith("%"));
    return (value) => {
      const shown = Number((percent ? value * 100 : value).toPrecision(10));
      const text = shown.toLocaleString("en-US", { maximumFractionDigits: 4 });
      return text.replace("-", "−") + (percent ? " %" : "");
    };
  }

  function niceStep(rough) {
    const power = 10 ** Math.floor(Math.log10(rough));
    const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= rough * 0.999);
    return factor * power;
  }

  /** A scale that holds the values and begins at nought where that loses little room. */
  function scaleOf(values, ticks, fromZero) {
    const known = values.filter((value) => value !== null && Number.isFinite(value));
    if (known.length === 0) {
      return { min: 0, max: 1, interval: 1 };
    }
    let low = Math.min(...known);
    let high = Math.max(...known);
    if (fromZero || (low > 0 && low < 0.4 * high)) {
      low = Math.min(0, low);
    }
    if (fromZero || (high < 0 && high > 0.4 * low)) {
      high = Math.max(0, high);
    }
    if (low === high) {
      low -= Math.abs(low) * 0.1 || 0.5;
      high += Math.abs(high) * 0.1 || 0.5;
    }
    const interval = niceStep((high - low) / ticks);
    const tidy = (value) => Number(value.toPrecision(12));
    return { min: tidy(Math.floor(low / interval + 1e-9) * interval), max: tidy(Math.ceil(high / interval - 1e-9) * interval), interval };
  }

  function ticksOf(scale) {
    const ticks = [];
    for (let tick = scale.min; tick <= scale.max + scale.interval / 1e6; tick += scale.interval) {
      ticks.push(Number(tick.toPrecision(12)));
    }
    return ticks;
  }

  /** Whole years, as many labels as there is room for. */
  function yearScale(years, width) {
    const first = Math.min(...years);
    const last = Math.max(...years);
    const interval = Math.max(1, Math.ceil(((last - first) * 44) / Math.max(width, 44)));
    return { min: first, max: last, interval };
  }

  /** The years that are labelled: the last one in any case. */
  function yearTicks(scale) {
    const ticks = [];
    for (let year = scale.max; year >= scale.min; year -= scale.interval) {
      ticks.unshift(year);
    }
    return ticks;
  }

  // ---------------------------------------------------------------------------------------------- frames and axes

  const AXIS_HEIGHT = 26;
  const FACET_TITLE_LINE = 17;
  const GAP = 18;

  /** Where small multiples stand: side by side as far as the width goes, each below its title. */
  function facetCells(titles, look, { width, leastWidth, bodyHeight }) {
    const count = titles.length;
    const columns = Math.max(1, Math.min(count, Math.floor((width + GAP) / (leastWidth + GAP))));
    const cellWidth = (width - GAP * (columns - 1)) / columns;
    const head = facetHead(look, titles, cellWidth);
    const height = head + bodyHeight;
    const cells = Array.from({ length: count }, (_, at) => ({
      left: (at % columns) * (cellWidth + GAP),
      top: Math.floor(at / columns) * (height + GAP),
      width: cellWidth,
      height,
    }));
    const lines = Math.ceil(count / columns);
    return { cells, head, height: lines * height + (lines - 1) * GAP };
  }

  const FACET_TITLE_FONT = { fontSize: 13, fontWeight: 600, lineHeight: FACET_TITLE_LINE };

  /** Room above facets: for the longest title in at most two lines. */
  function facetHead(look, titles, width) {
    if (titles.every((title) => title === "")) {
      return 8;
    }
    return titles.some((title) => textWidth(title, look, 13.5) > width) ? 2 * FACET_TITLE_LINE + 8 : FACET_TITLE_LINE + 8;
  }

  function facetTitle(look, text, place) {
    return {
      text,
      left: place.left,
      top: place.top,
      padding: 0,
      textStyle: { ...FACET_TITLE_FONT, color: look.ink, fontFamily: look.font, width: place.width, overflow: "break", height: 2 * FACET_TITLE_LINE, lineOverflow: "truncate" },
    };
  }

  function valueAxis(look, scale, text, more) {
    return {
      type: "value",
      ...scale,
      axisLabel: { color: look.soft, fontSize: 11, hideOverlap: true, formatter: text, ...more?.axisLabel },
      axisLine: { show: false, lineStyle: { color: look.strongLine } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: look.line } },
      ...without(more, "axisLabel"),
    };
  }

  function without(object, key) {
    const { [key]: _, ...rest } = object ?? {};
    return rest;
  }

  /** An axis along which the lines run: years, other numbers, or texts in the order of the table. */
  function alongAxis(look, rows, spec, width, gridIndex) {
    const cells = rows.map((row) => cell(row, spec, "x"));
    const base = {
      gridIndex,
      axisLabel: { color: look.soft, fontSize: 11, hideOverlap: true },
      axisLine: { lineStyle: { color: look.strongLine } },
      axisTick: { show: false },
      splitLine: { show: false },
    };
    const numbers = cells.map((each) => each.number).filter((each) => each !== null);
    if (numbers.length === cells.filter((each) => each.value !== null).length && numbers.length > 0) {
      const scale = numbers.every(Number.isInteger) ? yearScale(numbers, width) : scaleOf(numbers, Math.max(2, width / 80), false);
      const room = scale.max === scale.min ? { min: scale.min - 1, max: scale.max + 1 } : {};
      const axis = { ...base, type: "value", ...scale, ...room };
      axis.axisLabel = { ...base.axisLabel, formatter: (value) => String(value).replace("-", "−") };
      if (numbers.every(Number.isInteger)) {
        axis.axisLabel.customValues = yearTicks(scale);
      }
      return { axis, position: (each) => each.number };
    }
    const texts = distinct(cells.map((each) => each.text));
    return { axis: { ...base, type: "category", data: texts }, position: (each) => texts.indexOf(each.text) };
  }

  /** Rows one below the other, each with its label: the frame of bars, boxes, Gantt rows and strips. */
  function rowFrame(look, labels, place, options) {
    const longest = Math.max(0, ...labels.map((label) => textWidth(label, look)));
    const labelWidth = Math.min(longest + 8, Math.max(84, place.width * 0.34), 300);
    const breaks = options.rowHeight >= 28;
    // Labels of three lines and more need higher rows.
    const rowHeight = breaks ? Math.max(options.rowHeight, Math.ceil((longest * 1.1) / labelWidth) * 14 + 4) : options.rowHeight;
    const top = place.top + (options.axisOnTop ? AXIS_HEIGHT : 4);
    const right = options.right ?? 20;
    const grid = {
      left: place.left + labelWidth + 10,
      top,
      width: Math.max(40, place.width - labelWidth - 10 - right),
      height: rowHeight * Math.max(1, labels.length),
    };
    const axis = {
      type: "category",
      inverse: true,
      data: labels,
      gridIndex: options.gridIndex ?? 0,
      triggerEvent: true,
      axisLine: { lineStyle: { color: look.strongLine } },
      axisTick: { show: false },
      splitLine: { show: options.rowLines ?? false, lineStyle: { color: look.line, opacity: 0.6 } },
      axisLabel: {
        color: look.ink,
        fontSize: 12,
        lineHeight: 14,
        interval: 0,
        width: labelWidth,
        overflow: breaks ? "break" : "truncate",
        margin: 8,
      },
    };
    const height = (options.axisOnTop ? AXIS_HEIGHT : 4) + grid.height + (options.axisOnTop ? 6 : AXIS_HEIGHT);
    return { grid, axis, height };
  }

  const TALL = 620;

  /** A dashed line across a row, at the value that the row is held against. */
  function rowMarks(look, marks, gridIndex, rowShare = 0.9) {
    return {
      type: "custom",
      xAxisIndex: gridIndex,
      yAxisIndex: gridIndex,
      silent: true,
      z: 6,
      data: marks.map((mark) => [mark.value, mark.row]),
      renderItem(params, api) {
        const [x, y] = api.coord([api.value(0), api.value(1)]);
        const half = (Math.abs(api.size([0, 1])[1]) * rowShare) / 2;
        return {
          type: "line",
          shape: { x1: x, x2: x, y1: y - half, y2: y + half },
          style: { stroke: look.ink, lineWidth: 1.6, lineDash: [4, 3] },
        };
      },
    };
  }

  // ---------------------------------------------------------------------------------------------- legend and tooltips

  const SVG = "http://www.w3.org/2000/svg";

  function shape(name, attributes) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }

  const GLYPH_OUTLINES = {
    circle: "M15 7a4 4 0 1 1-8 0a4 4 0 1 1 8 0Z",
    rect: "M7.5 3.5h7v7h-7Z",
    roundRect: "M8.5 3.5h5a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-5a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1Z",
    triangle: "M11 2.5L15.5 11h-9Z",
    diamond: "M11 2L15.5 7L11 12L6.5 7Z",
    [TRIANGLE_DOWN]: "M6.5 3h9L11 11.5Z",
    [TWO_TRIANGLES_DOWN]: "M6.5 1h9L11 7ZM6.5 7h9L11 13Z",
    pin: "M11 12.5C8 9 7.5 7.5 7.5 5.5a3.5 3.5 0 0 1 7 0C14.5 7.5 14 9 11 12.5Z",
    arrow: "M11 2L15 12L11 9.5L7 12Z",
    bar: "M3 3h16v8H3Z",
    tick: "M10.2 1h1.6v12h-1.6Z",
  };

  /** A sample of a line, point or area for the legend. */
  function glyph(entry, look) {
    const svg = shape("svg", { width: 22, height: 14, viewBox: "0 0 22 14", "aria-hidden": "true" });
    if (entry.line) {
      svg.append(
        shape("path", { d: entry.upright ? "M11 0V14" : "M0 7H22", stroke: entry.colour, "stroke-width": 2, "stroke-dasharray": entry.dashed ? "5 3" : "none" }),
      );
    }
    if (entry.shape) {
      svg.append(
        shape("path", {
          d: GLYPH_OUTLINES[entry.shape],
          fill: entry.hollow ? look.paper : entry.colour,
          "fill-opacity": entry.opacity ?? 1,
          stroke: entry.hollow ? entry.colour : "none",
          "stroke-width": 1.8,
        }),
      );
    }
    if (entry.edge) {
      svg.append(shape("path", { d: "M3 9h16v2H3Z", fill: entry.edge }));
    }
    if (entry.hatch) {
      svg.append(shape("path", { d: "M4 11L10 3M9 11L15 3M14 11L19 4", stroke: look.paper, "stroke-width": 1.3 }));
    }
    return svg;
  }

  function legendList(entries, look) {
    const list = document.createElement("ul");
    list.className = "legend";
    entries.forEach((entry) => {
      const item = document.createElement("li");
      item.append(glyph(entry, look), entry.text);
      list.append(item);
    });
    return list;
  }

  /** One entry for each status that occurs, with the sign that the table gives it. */
  function toneLegend(rows, spec, look, asArea) {
    if (!spec.tone) {
      return [];
    }
    const seen = new Map();
    rows.forEach((row) => {
      const status = cell(row, spec, "tone");
      if (status.value !== null && !seen.has(status.text)) {
        const colour = toneOf(look, status.tone);
        seen.set(status.text, {
          ...(asArea ? { shape: "bar" } : shapeOf(status.tone)),
          ...(asArea === "field" ? { colour: colour.soft, edge: colour.strong } : { colour: colour.strong }),
          text: [status.sign, status.text].filter(Boolean).join(" "),
        });
      }
    });
    return [...seen.values()];
  }

  /** So many limits are named in the legend; more stand beside their lines. */
  const MOST_LIMITS_IN_LEGEND = 3;

  function limitTexts(table, spec, key) {
    return distinct(table.rows.map((row) => cell(row, spec, key)).filter((each) => each.number !== null).map((each) => each.text));
  }

  function limitLegend(table, spec, key, look, upright) {
    if (!spec[key] || !table.rows.some((row) => number(row, spec, key) !== null)) {
      return [];
    }
    const texts = limitTexts(table, spec, key);
    const text = [spec[key + "_title"] ?? titleOfColumn(table, spec[key]), texts.length <= MOST_LIMITS_IN_LEGEND ? texts.join(" / ") : ""];
    return [{ line: true, dashed: true, upright, colour: look.ink, text: text.filter(Boolean).join(" ") }];
  }

  /** What a row says of the columns of a chart, as the table writes it. */
  function told(table, row, names) {
    return distinct(names.filter(Boolean)).flatMap((name) => {
      const each = row.cells.get(name);
      return each && each.value !== null ? [titleOfColumn(table, name) + "  " + [each.sign, each.text].filter(Boolean).join(" ")] : [];
    });
  }

  function toldOf(table, spec, row, keys) {
    return [cell(row, spec, "label").text, ...told(table, row, keys.map((key) => spec[key]))].filter(Boolean).join("\n");
  }

  function tooltip(look, more) {
    return {
      renderMode: "richText",
      confine: true,
      backgroundColor: look.paper,
      borderColor: look.strongLine,
      borderWidth: 1,
      padding: [7, 10],
      textStyle: { color: look.ink, fontSize: 12, lineHeight: 18, fontFamily: look.font },
      ...more,
    };
  }

  function itemTooltip(look) {
    return tooltip(look, { trigger: "item", formatter: (point) => point.data?.told ?? point.seriesName ?? "" });
  }

  function words(key) {
    return document.body.dataset["chart" + key] ?? "";
  }

  // ---------------------------------------------------------------------------------------------- lines

  /** More series than this cannot be told apart by colour and shape: they are drawn alike, and pointing at one names it. */
  const CROWD = 10;

  function lines({ spec, table, look, width, paper }) {
    const facets = groups(table.rows, spec, "facet");
    const names = distinct(table.rows.map((row) => cell(row, spec, "series").text));
    const text = axisText(spec, table.rows, "y");
    const height = spec.height ?? (facets.length > 1 ? (paper ? 150 : 210) : paper ? 220 : 300);
    const titles = facets.map((facet) => facet.name);
    const { cells, head, height: total } = facetCells(titles, look, { width, leastWidth: facets.length > 1 ? (paper ? 210 : 250) : 200, bodyHeight: height });
    const crowded = names.length > CROWD;
    const scales = facetScales(facets, spec, Math.max(3, Math.round(height / 60)));
    const labelRoom = Math.max(...scales.flatMap((scale) => ticksOf(scale).map((tick) => textWidth(text(tick), look, 11)))) + 10;
    const option = { grid: [], xAxis: [], yAxis: [], series: [], title: [] };
    const drawn = [];
    facets.forEach((facet, at) => {
      const place = cells[at];
      const grid = { left: place.left + labelRoom, top: place.top + head, width: place.width - labelRoom - 14, height: height - AXIS_HEIGHT };
      const along = alongAxis(look, table.rows, spec, grid.width, at);
      option.grid.push(grid);
      option.xAxis.push(along.axis);
      option.yAxis.push(valueAxis(look, scales[at], text, { gridIndex: at }));
      if (facet.name) {
        option.title.push(facetTitle(look, facet.name, place));
      }
      const members = groups(facet.rows, spec, "series").map((each) => ({ ...each, position: names.indexOf(each.name) }));
      members.forEach((member) => drawn.push(...lineSeries(member, { spec, look, along, at, table, crowded })));
      drawn.push(...limitSeries(members, { spec, look, along, at, table }), ...breakSeries(facet.rows, { spec, look, along, at, scale: scales[at] }));
    });
    option.series = drawn;
    option.tooltip = crowded ? itemTooltip(look) : tooltip(look, {
      trigger: "axis",
      axisPointer: { type: "line", snap: true, lineStyle: { color: look.strongLine, type: "solid" } },
      formatter: (points) => toldAt(points, facets, { spec, table }),
    });
    return { option, height: total, legend: lineLegend(crowded ? [] : names, { spec, table, look }) };
  }

  /** A scale for each facet: the same where figures are of one order of magnitude, so that facets can be compared. */
  function facetScales(facets, spec, ticks) {
    const values = facets.map((facet) => facet.rows.flatMap((row) => ["y", "low", "high", "limit"].map((key) => number(row, spec, key))));
    const own = values.map((each) => scaleOf(each, ticks, spec.zero));
    const tops = own.map((scale) => Math.max(Math.abs(scale.min), Math.abs(scale.max)));
    const shared = spec.axis ? spec.axis === "shared" : Math.max(...tops) <= 3 * Math.min(...tops);
    return shared ? facets.map(() => scaleOf(values.flat(), ticks, spec.zero)) : own;
  }

  function lineSeries(member, { spec, look, along, at, table, crowded }) {
    const { colour, shape: symbol } = crowded ? { colour: look.tones.plain.strong, shape: "circle" } : seriesLook(look, member.position);
    const points = member.rows.map((row) => ({
      row,
      x: along.position(cell(row, spec, "x")),
      y: number(row, spec, "y"),
      low: number(row, spec, "low"),
      high: number(row, spec, "high"),
      cut: isBreak(row, spec),
      ahead: truth(row, spec, "forecast"),
    }));
    points.sort((a, b) => a.x - b.x);
    const size = crowded ? 3 : member.rows.length > 16 ? 4 : 6;
    const stretch = (run, ahead) => ({
      type: "line",
      name: member.name,
      facet: at,
      xAxisIndex: at,
      yAxisIndex: at,
      symbol,
      symbolSize: size,
      showAllSymbol: true,
      connectNulls: false,
      lineStyle: { color: colour, width: crowded ? 1 : 2, opacity: crowded ? 0.6 : 1, type: ahead ? [3, 3] : "solid" },
      triggerLineEvent: crowded,
      itemStyle: ahead ? { color: look.paper, borderColor: colour, borderWidth: 1.5 } : { color: colour },
      emphasis: { focus: crowded ? "series" : "none", lineStyle: { width: 3, opacity: 1 } },
      blur: { lineStyle: { opacity: 0.2 }, itemStyle: { opacity: 0.2 } },
      data: run.map((point) => ({
        value: [point.x, point.y],
        // The last measured figure, at which the dashed part begins, has its own symbol already.
        symbol: ahead && !point.ahead ? "none" : symbol,
        href: point.row.href,
        told: told(table, point.row, [spec.facet, spec.series, spec.x, spec.y, spec.limit, spec.break]).join("\n"),
      })),
    });
    const series = [];
    runsOf(points.filter((point) => !point.ahead)).forEach((run) => series.push(stretch(run, false)));
    const ahead = points.filter((point) => point.ahead);
    if (ahead.length > 0) {
      const measured = points.filter((point) => !point.ahead && point.y !== null).at(-1);
      const joined = measured && !ahead[0].cut ? [{ ...measured, low: measured.y, high: measured.y }, ...ahead] : ahead;
      series.push(bandSeries(joined, colour, at), stretch(joined, true));
    }
    if (!spec.forecast || points.some((point) => !point.ahead && point.low !== null)) {
      runsOf(points.filter((point) => !point.ahead)).forEach((run) => series.push(bandSeries(run, colour, at)));
    }
    return series.filter(Boolean);
  }

  function isBreak(row, spec) {
    const each = cell(row, spec, "break");
    return each.value !== null && each.value !== "" && each.value !== "false";
  }

  /** A series in parts: a break begins a new one. */
  function runsOf(points) {
    const runs = [];
    points.forEach((point) => {
      if (runs.length === 0 || point.cut) {
        runs.push([]);
      }
      runs.at(-1).push(point);
    });
    return runs;
  }

  function bandSeries(points, colour, at) {
    const bounded = points.filter((point) => point.low !== null && point.high !== null);
    if (bounded.length === 0 || bounded.every((point) => point.low === point.high)) {
      return null;
    }
    return {
      type: "custom",
      xAxisIndex: at,
      yAxisIndex: at,
      silent: true,
      clip: true,
      z: 1,
      tooltip: { show: false },
      data: [[bounded[0].x, bounded[0].low]],
      renderItem(params, api) {
        const upper = bounded.map((point) => api.coord([point.x, point.high]));
        const lower = bounded.map((point) => api.coord([point.x, point.low])).reverse();
        // A single year has no width: a bar of some pixels stands for its range.
        const outline =
          bounded.length > 1
            ? [...upper, ...lower]
            : [[upper[0][0] - 4, upper[0][1]], [upper[0][0] + 4, upper[0][1]], [lower[0][0] + 4, lower[0][1]], [lower[0][0] - 4, lower[0][1]]];
        return { type: "polygon", shape: { points: outline }, style: { fill: colour, opacity: 0.16 } };
      },
    };
  }

  /** The limit of each series, once where all have the same. */
  function limitSeries(members, { spec, look, along, at, table }) {
    if (!spec.limit) {
      return [];
    }
    const labelled = limitTexts(table, spec, "limit").length > MOST_LIMITS_IN_LEGEND;
    const limits = members.map((member) => {
      const points = member.rows
        .filter((row) => number(row, spec, "limit") !== null)
        .map((row) => ({ value: [along.position(cell(row, spec, "x")), number(row, spec, "limit")], text: cell(row, spec, "limit").text }))
        .sort((a, b) => a.value[0] - b.value[0]);
      return { points, colour: seriesLook(look, member.position).colour };
    });
    const known = limits.filter((limit) => limit.points.length > 0);
    const values = distinct(known.flatMap((limit) => limit.points.map((point) => point.value[1])));
    const common = values.length === 1;
    const kept = common ? [{ points: longest(known.map((limit) => limit.points)), colour: look.ink }] : known;
    return kept.map((limit) => ({
      type: "line",
      xAxisIndex: at,
      yAxisIndex: at,
      silent: true,
      symbol: "none",
      step: "middle",
      z: 3,
      tooltip: { show: false },
      lineStyle: { color: limit.colour, width: 1.4, type: [5, 4] },
      data: limit.points.map(({ value, text }, position) => ({
        value,
        symbol: position === 0 ? "circle" : "none",
        symbolSize: 0.1,
        label: { ...halo(look), show: labelled && position === 0, position: [2, -14], align: "left", color: limit.colour, fontSize: 11, formatter: text },
      })),
    }));
  }

  /** Text that may stand on a line. */
  function halo(look) {
    return { textBorderColor: look.paper, textBorderWidth: 3 };
  }

  function longest(lists) {
    return lists.reduce((best, each) => (each.length > best.length ? each : best), []);
  }

  /** An upright dotted line where a series is cut, once for each place. */
  function breakSeries(rows, { spec, look, along, at, scale }) {
    if (!spec.break) {
      return [];
    }
    const places = distinct(rows.filter((row) => isBreak(row, spec)).map((row) => along.position(cell(row, spec, "x")) - 0.5));
    return places.map((place) => ({
      type: "custom",
      xAxisIndex: at,
      yAxisIndex: at,
      silent: true,
      z: 2,
      tooltip: { show: false },
      data: [[place, scale.min]],
      renderItem(params, api) {
        const [x, bottom] = api.coord([place, scale.min]);
        const top = api.coord([place, scale.max])[1];
        return {
          type: "group",
          children: [
            { type: "line", shape: { x1: x, x2: x, y1: top, y2: bottom }, style: { stroke: look.soft, lineWidth: 1, lineDash: [2, 3] } },
            { type: "text", style: { text: "//", x, y: bottom - 1, align: "center", verticalAlign: "bottom", fill: look.soft, font: "12px " + look.font } },
          ],
        };
      },
    }));
  }

  function toldAt(points, facets, { spec, table }) {
    const point = points.find((each) => each.data?.told !== undefined);
    if (!point) {
      return "";
    }
    const facet = facets[point.axisIndex ?? 0] ?? facets[0];
    const here = facet.rows.filter((row) => {
      const x = cell(row, spec, "x");
      return x.number === point.value[0] || x.text === point.axisValueLabel;
    });
    const head = [facet.name, here[0] ? cell(here[0], spec, "x").text : ""].filter(Boolean).join("  ");
    const body = here.filter((row) => cell(row, spec, "y").value !== null).map((row) => toldLine(row, { spec, table }));
    const limits = distinct(here.map((row) => cell(row, spec, "limit")).filter((each) => each.number !== null).map((each) => each.text));
    const foot = limits.length > 0 ? [(spec.limit_title ?? titleOfColumn(table, spec.limit)) + "  " + limits.join(" / ")] : [];
    const breaks = distinct(here.filter((row) => isBreak(row, spec)).map((row) => "// " + cell(row, spec, "break").text));
    return [head, ...body.slice(0, 16), ...foot, ...breaks].join("\n");
  }

  function toldLine(row, { spec, table }) {
    const name = spec.series ? cell(row, spec, "series").text : titleOfColumn(table, spec.y);
    const range = number(row, spec, "low") === null ? "" : "  (" + cell(row, spec, "low").text + " – " + cell(row, spec, "high").text + ")";
    return name + "  " + cell(row, spec, "y").text + range + (truth(row, spec, "forecast") ? "  " + words("Forecast") : "");
  }

  function lineLegend(names, { spec, table, look }) {
    const entries = [];
    if (spec.series && (names.length > 1 || !spec.facet)) {
      names.forEach((name, position) => {
        const { colour, shape: symbol } = seriesLook(look, position);
        entries.push({ line: true, shape: symbol, colour, text: name });
      });
    }
    entries.push(...limitLegend(table, spec, "limit", look, false));
    if (table.rows.some((row) => truth(row, spec, "forecast"))) {
      entries.push({ line: true, dashed: true, shape: "circle", hollow: true, colour: look.soft, text: words("Forecast") });
    }
    if (table.rows.some((row) => number(row, spec, "low") !== null)) {
      entries.push({ shape: "bar", opacity: 0.3, colour: look.soft, text: words("Range") });
    }
    if (table.rows.some((row) => isBreak(row, spec))) {
      entries.push({ line: true, dashed: true, upright: true, colour: look.soft, text: "// " + words("Break") });
    }
    return entries;
  }

  // ---------------------------------------------------------------------------------------------- strip

  const POINT = 8;

  /** Every row a point along the values; points that would lie on each other stand aside. */
  function strip({ spec, table, look, width, paper }) {
    const facets = groups(table.rows, spec, "facet");
    const text = axisText(spec, table.rows, "x");
    const option = { grid: [], xAxis: [], yAxis: [], series: [], title: [], tooltip: itemTooltip(look) };
    const perFacet = facets.map((facet) => groups(facet.rows, spec, "y"));
    const rowHeight = Math.round(Math.min(110, Math.max(48, 34 + Math.sqrt(Math.max(...perFacet.flat().map((each) => each.rows.length))) * 5)));
    const most = Math.max(...perFacet.map((categories) => categories.length));
    const titles = facets.map((facet) => facet.name);
    const bodyHeight = rowHeight * most + 4 + AXIS_HEIGHT;
    const { cells, head, height } = facetCells(titles, look, { width, leastWidth: facets.length > 1 ? (paper ? 210 : 300) : 200, bodyHeight });
    facets.forEach((facet, at) => {
      const place = { ...cells[at], top: cells[at].top + head };
      const categories = perFacet[at];
      const frame = rowFrame(look, categories.map((each) => each.name), place, { rowHeight, gridIndex: at, rowLines: true });
      const scale = scaleOf(facet.rows.flatMap((row) => [number(row, spec, "x"), number(row, spec, "threshold")]), Math.max(3, frame.grid.width / 90), spec.zero);
      const across = (value) => ((value - scale.min) / (scale.max - scale.min)) * frame.grid.width;
      option.grid.push(frame.grid);
      option.xAxis.push(valueAxis(look, scale, text, { gridIndex: at }));
      option.yAxis.push(frame.axis);
      option.title.push(facetTitle(look, facet.name, cells[at]));
      option.series.push(swarmSeries(categories, { spec, table, look, at, across, rowHeight }), thresholdSeries(categories, { spec, look, at }));
    });
    return { option, height, legend: [...toneLegend(table.rows, spec, look), ...limitLegend(table, spec, "threshold", look, true)] };
  }

  function swarmSeries(categories, { spec, table, look, at, across, rowHeight }) {
    const data = categories.flatMap((category, position) => {
      const rows = category.rows.filter((row) => number(row, spec, "x") !== null);
      const asides = swarm(rows.map((row) => across(number(row, spec, "x"))), POINT, rowHeight / 2 - POINT / 2 - 2);
      return rows.map((row, each) => ({
        value: [number(row, spec, "x"), position],
        symbolOffset: [0, asides[each]],
        ...tonedPoint(look, cell(row, spec, "tone").tone ?? "plain", POINT),
        href: link(row, spec),
        told: toldOf(table, spec, row, ["facet", "y", "x", "threshold", "tone"]),
      }));
    });
    return { type: "scatter", xAxisIndex: at, yAxisIndex: at, data, z: 4, emphasis: { scale: 1.5 }, itemStyle: { opacity: 0.9 } };
  }

  /** How far each point stands beside the line, so that none covers another as long as there is room. */
  function swarm(places, size, most) {
    const order = places.map((_, index) => index).sort((a, b) => places[a] - places[b]);
    const asides = new Array(places.length).fill(0);
    const near = [];
    order.forEach((index) => {
      while (near.length > 0 && places[index] - near[0].place > size) {
        near.shift();
      }
      const free = (aside) => near.every((other) => Math.hypot(places[index] - other.place, aside - other.aside) >= size * 0.95);
      let aside = 0;
      for (let step = 1; !free(aside) && Math.abs(aside) <= most; step++) {
        aside = (step % 2 === 1 ? 1 : -1) * Math.ceil(step / 2) * (size / 3);
      }
      asides[index] = Math.abs(aside) <= most ? aside : ((index * 37) % (2 * most)) - most;
      near.push({ place: places[index], aside: asides[index] });
    });
    return asides;
  }

  function thresholdSeries(categories, { spec, look, at }) {
    const marks = categories.flatMap((category, row) =>
      distinct(category.rows.map((each) => number(each, spec, "threshold")).filter((value) => value !== null)).map((value) => ({ value, row })),
    );
    return rowMarks(look, marks, at, 0.96);
  }

  // ---------------------------------------------------------------------------------------------- bars and boxes

  function bars({ spec, table, look, width }) {
    const known = table.rows.filter((row) => number(row, spec, "value") !== null);
    const rows = spec.sort === "none" ? known : [...known].sort((a, b) => number(b, spec, "value") - number(a, spec, "value"));
    const shown = rows.slice(0, MOST_ROWS_DRAWN);
    const figures = shown.map((row) => [cell(row, spec, "tone").sign, cell(row, spec, "value").text].filter(Boolean).join(" "));
    const right = Math.max(0, ...figures.map((figure) => textWidth(figure, look, 11))) + 16;
    const rowHeight = shown.length > 24 ? 22 : 28;
    const tall = shown.length * rowHeight > TALL;
    const frame = rowFrame(look, shown.map((row) => cell(row, spec, "label").text), { left: 0, top: 0, width }, { rowHeight, axisOnTop: tall, right });
    const values = shown.flatMap((row) => [number(row, spec, "value"), number(row, spec, "limit")]);
    const scale = scaleOf([0, ...values], Math.max(3, frame.grid.width / 90), true);
    const marks = shown.map((row, position) => ({ value: number(row, spec, "limit"), row: position })).filter((mark) => mark.value !== null);
    return {
      option: {
        grid: frame.grid,
        xAxis: valueAxis(look, scale, axisText(spec, shown, "value"), { position: tall ? "top" : "bottom" }),
        yAxis: [frame.axis, figureColumn(look, figures, right)],
        tooltip: itemTooltip(look),
        series: [
          {
            type: "bar",
            barWidth: "62%",
            barMinHeight: 1,
            data: shown.map((row) => ({
              value: number(row, spec, "value"),
              itemStyle: { color: toneOf(look, cell(row, spec, "tone").tone).strong },
              href: link(row, spec),
              told: toldOf(table, spec, row, ["value", "limit", "tone"]),
            })),
          },
          rowMarks(look, marks, 0, 0.94),
        ],
      },
      height: frame.height,
      bounded: true,
      hrefs: shown.map((row) => link(row, spec)),
      legend: [...toneLegend(shown, spec, look, true), ...limitLegend(table, spec, "limit", look, true)],
    };
  }

  /** What the bars come to, below each other at the end of the rows. */
  function figureColumn(look, figures, room) {
    return {
      type: "category",
      inverse: true,
      position: "right",
      data: figures,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { color: look.ink, fontSize: 11, interval: 0, align: "right", margin: room - 2 },
    };
  }

  function box({ spec, table, look, width }) {
    const keys = ["low", "q1", "median", "q3", "high"];
    const rows = table.rows.filter((row) => keys.every((key) => number(row, spec, key) !== null)).slice(0, MOST_ROWS_DRAWN);
    const rowHeight = rows.length > 24 ? 24 : 32;
    const tall = rows.length * rowHeight > TALL;
    const frame = rowFrame(look, rows.map((row) => cell(row, spec, "label").text), { left: 0, top: 0, width }, { rowHeight, axisOnTop: tall });
    const scale = scaleOf(rows.flatMap((row) => [...keys, "limit"].map((key) => number(row, spec, key))), Math.max(3, frame.grid.width / 90), spec.zero);
    const marks = rows.map((row, position) => ({ value: number(row, spec, "limit"), row: position })).filter((mark) => mark.value !== null);
    const colour = look.tones.plain;
    return {
      option: {
        grid: frame.grid,
        xAxis: valueAxis(look, scale, axisText(spec, rows, "median"), { position: tall ? "top" : "bottom" }),
        yAxis: frame.axis,
        tooltip: itemTooltip(look),
        series: [
          {
            type: "boxplot",
            boxWidth: [8, 18],
            data: rows.map((row) => ({
              value: keys.map((key) => number(row, spec, key)),
              itemStyle: { color: colour.soft, borderColor: spec.tone ? toneOf(look, cell(row, spec, "tone").tone).strong : colour.strong, borderWidth: 1.5 },
              href: link(row, spec),
              told: toldOf(table, spec, row, [...keys, "limit", "tone"]),
            })),
          },
          rowMarks(look, marks, 0, 0.94),
        ],
      },
      height: frame.height,
      bounded: true,
      hrefs: rows.map((row) => link(row, spec)),
      legend: [...toneLegend(rows, spec, look), ...limitLegend(table, spec, "limit", look, true)],
    };
  }

  // ---------------------------------------------------------------------------------------------- Lorenz curves

  function lorenz({ spec, table, look, width }) {
    const facets = groups(table.rows, spec, "facet");
    const names = distinct(table.rows.map((row) => cell(row, spec, "series").text));
    const side = Math.min(spec.height ?? 420, facets.length > 1 ? 320 : 420, width);
    const labelRoom = 46;
    const across = Math.min(width, facets.length * (side + GAP) - GAP);
    const titles = facets.map((facet) => facet.name);
    const { cells, head, height } = facetCells(titles, look, { width: across, leastWidth: side, bodyHeight: side - labelRoom - 14 + AXIS_HEIGHT + 16 });
    const share = (value) => Math.round(value * 100) + " %";
    const unit = { min: 0, max: 1, interval: side < 260 ? 0.5 : 0.25 };
    const option = { grid: [], xAxis: [], yAxis: [], series: [], title: [], tooltip: itemTooltip(look) };
    facets.forEach((facet, at) => {
      const place = cells[at];
      option.grid.push({ left: place.left + labelRoom, top: place.top + head, width: side - labelRoom - 14, height: side - labelRoom - 14 });
      option.xAxis.push(valueAxis(look, unit, share, { gridIndex: at, name: titleOfColumn(table, spec.x), nameLocation: "middle", nameGap: 26, nameTextStyle: { color: look.soft, fontSize: 11 } }));
      option.yAxis.push(valueAxis(look, unit, share, { gridIndex: at }));
      option.title.push(facetTitle(look, facet.name, place));
      option.series.push(equality(look, at));
      groups(facet.rows, spec, "series").forEach((member) => option.series.push(lorenzSeries(member, names.indexOf(member.name), { spec, table, look, at })));
    });
    const legend = names.filter(Boolean).map((name, position) => ({ line: true, shape: seriesLook(look, position).shape, colour: seriesLook(look, position).colour, text: name }));
    legend.push({ line: true, dashed: true, colour: look.soft, text: words("Equality") });
    return { option, height, width: across, legend };
  }

  function equality(look, at) {
    return { type: "line", xAxisIndex: at, yAxisIndex: at, silent: true, symbol: "none", lineStyle: { color: look.soft, width: 1.2, type: [5, 4] }, data: [[0, 0], [1, 1]] };
  }

  function lorenzSeries(member, position, { spec, table, look, at }) {
    const { colour, shape: symbol } = seriesLook(look, position);
    const points = member.rows.filter((row) => number(row, spec, "x") !== null && number(row, spec, "y") !== null);
    const every = Math.max(1, Math.round(points.length / 8));
    return {
      type: "line",
      name: member.name,
      xAxisIndex: at,
      yAxisIndex: at,
      showAllSymbol: true,
      lineStyle: { color: colour, width: 2 },
      itemStyle: { color: colour },
      emphasis: { focus: "series" },
      data: points
        .map((row, each) => ({
          value: [number(row, spec, "x"), number(row, spec, "y")],
          // Only some points have a symbol, which tells the series apart; the others can still be pointed at.
          symbol: each % every === Math.floor(every / 2) ? symbol : "circle",
          symbolSize: each % every === Math.floor(every / 2) ? 7 : 2,
          told: told(table, row, [spec.series, spec.x, spec.y]).join("\n"),
        }))
        .sort((a, b) => a.value[0] - b.value[0]),
    };
  }

  // ---------------------------------------------------------------------------------------------- stack

  function stack({ spec, table, look, width }) {
    const rows = table.rows.slice(0, MOST_ROWS_DRAWN);
    const parts = spec.parts.map((name, position) => ({ name, title: titleOfColumn(table, name), ...partLook(spec, look, position) }));
    const totals = rows.map((row) => sum(parts.map((part) => row.cells.get(part.name)?.number ?? 0)));
    const amount = (row, at, part) => {
      const value = row.cells.get(part.name)?.number ?? null;
      return value === null ? null : spec.share ? (totals[at] > 0 ? value / totals[at] : 0) : value;
    };
    const upright = rows.length <= 40 && rows.every((row) => cell(row, spec, "x").number !== null);
    const series = parts.map((part) => ({
      type: "bar",
      stack: "all",
      name: part.title,
      barWidth: "64%",
      itemStyle: { color: part.colour, decal: part.decal, borderColor: look.paper, borderWidth: 0.6 },
      data: rows.map((row, at) => ({
        value: amount(row, at, part),
        href: row.href,
        told: [cell(row, spec, "x").text, ...parts.map((each) => each.title + "  " + toldPart(row, each, totals[at], spec))].join("\n"),
      })),
    }));
    const text = spec.share ? (value) => Math.round(value * 100) + " %" : axisText({ ...spec, y: spec.parts[0] }, rows, "y");
    const legend = parts.map((part) => ({ shape: "bar", colour: part.colour, hatch: part.hatched, text: part.title }));
    const common = { tooltip: itemTooltip(look), series, aria: { enabled: true, label: { enabled: false }, decal: { show: true } } };
    const top = spec.share ? { min: 0, max: 1, interval: 0.25 } : scaleOf([0, ...totals], 4, true);
    if (upright) {
      const height = spec.height ?? 260;
      const labelRoom = Math.max(...ticksOf(top).map((tick) => textWidth(text(tick), look, 11))) + 12;
      const axis = { type: "category", data: rows.map((row) => cell(row, spec, "x").text), axisLabel: { color: look.soft, fontSize: 11, hideOverlap: true }, axisLine: { lineStyle: { color: look.strongLine } }, axisTick: { show: false } };
      return {
        option: { ...common, grid: { left: labelRoom, top: 10, width: Math.min(width - labelRoom - 8, rows.length * 90), height: height - 10 - AXIS_HEIGHT }, xAxis: axis, yAxis: valueAxis(look, top, text) },
        height,
        legend,
      };
    }
    const rowHeight = rows.length > 24 ? 22 : 28;
    const tall = rows.length * rowHeight > TALL;
    const frame = rowFrame(look, rows.map((row) => cell(row, spec, "x").text), { left: 0, top: 0, width }, { rowHeight, axisOnTop: tall });
    return {
      option: { ...common, grid: frame.grid, yAxis: frame.axis, xAxis: valueAxis(look, top, text, { position: tall ? "top" : "bottom" }) },
      height: frame.height,
      bounded: true,
      hrefs: rows.map((row) => row.href),
      legend,
    };
  }

  function partLook(spec, look, position) {
    const tone = spec.tones?.[position];
    const decal = DECALS[position % DECALS.length];
    return {
      colour: tone ? toneOf(look, tone).strong : seriesLook(look, position).colour,
      hatched: decal !== null,
      decal: decal ? { ...decal, color: "rgba(255,255,255,0.4)" } : { symbol: "none" },
    };
  }

  function toldPart(row, part, total, spec) {
    const each = row.cells.get(part.name) ?? NO_CELL;
    const share = spec.share && total > 0 && each.number !== null ? "  (" + Math.round((each.number / total) * 1000) / 10 + " %)" : "";
    return each.text + share;
  }

  function sum(values) {
    return values.reduce((total, value) => total + value, 0);
  }

  // ---------------------------------------------------------------------------------------------- tiles and heat

  /** Five classes of equal width between the least and the greatest value. */
  function classesOf(rows, spec, look) {
    const values = rows.map((row) => number(row, spec, "value")).filter((value) => value !== null);
    const low = Math.min(...values);
    const step = (Math.max(...values) - low) / look.steps.length;
    const at = (value) => (step === 0 ? 2 : Math.min(look.steps.length - 1, Math.floor((value - low) / step)));
    return { colour: (value) => look.steps[at(value)], low, step, any: values.length > 0 };
  }

  function classLegend(rows, spec, look) {
    const classes = classesOf(rows, spec, look);
    if (!classes.any) {
      return [];
    }
    const text = axisText(spec, rows, "value");
    const tidy = (value) => text(Number(value.toPrecision(3)));
    if (classes.step === 0) {
      return [{ shape: "bar", colour: look.steps[2], text: tidy(classes.low) }];
    }
    return look.steps.map((colour, position) => ({
      shape: "bar",
      colour,
      text: tidy(classes.low + position * classes.step) + " – " + tidy(classes.low + (position + 1) * classes.step),
    }));
  }

  /** Ground, ink and second line of a field: by its tone, or by the class of its value. */
  function fieldLook(row, spec, look, classes) {
    const value = cell(row, spec, "value");
    if (spec.tone) {
      const status = cell(row, spec, "tone");
      const tone = status.value === null ? { soft: look.sunken, ink: look.soft, strong: look.strongLine } : toneOf(look, status.tone);
      return { ground: tone.soft, ink: tone.ink, edge: status.tone === "open" ? null : tone.strong, second: [status.sign, spec.value ? value.text : ""].filter(Boolean).join(" ") };
    }
    if (value.number === null) {
      return { ground: look.sunken, ink: look.soft, edge: null, second: "—" };
    }
    const ground = classes.colour(value.number);
    return { ground, ink: inkOn(ground), edge: null, second: value.text };
  }

  function field({ x, y, width, height }, { ground, ink, edge, second }, label, look) {
    const lines = height >= 30 && second && label ? 2 : 1;
    const written = lines === 2 ? label + "\n" + second : label || second;
    const children = [{ type: "rect", shape: { x, y, width, height, r: 3 }, style: { fill: ground } }];
    if (edge) {
      children.push({ type: "rect", shape: { x, y: y + height - 3, width, height: 3, r: [0, 0, 3, 3] }, style: { fill: edge } });
    }
    if (width >= 22 && height >= 14) {
      children.push({
        type: "text",
        style: {
          text: written,
          x: x + width / 2,
          y: y + height / 2 - 1,
          align: "center",
          verticalAlign: "middle",
          fill: ink,
          font: (width < 40 ? 10 : 11) + "px " + look.font,
          lineHeight: 14,
          width: width - 4,
          overflow: "truncate",
          ellipsis: "",
        },
      });
    }
    return { type: "group", children };
  }

  /** Fields that stand where they are told, in pixels. */
  function fields(places, look) {
    return {
      type: "custom",
      coordinateSystem: "none",
      data: places.map((place) => ({ value: 0, href: place.href, told: place.told })),
      renderItem: (params) => {
        const place = places[params.dataIndex];
        return field(place, place.look, place.label, look);
      },
    };
  }

  function tiles({ spec, table, look, width }) {
    const rows = table.rows;
    const placed = spec.row && spec.column ? rows.filter((row) => number(row, spec, "row") !== null && number(row, spec, "column") !== null) : [];
    const classes = classesOf(rows, spec, look);
    const spots = placed.length > 0 ? gridSpots(placed, spec, width) : flowSpots(rows, width);
    const drawn = placed.length > 0 ? placed : rows;
    const places = drawn.map((row, position) => ({
      ...spots.of(row, position),
      look: fieldLook(row, spec, look, classes),
      label: cell(row, spec, "label").text,
      href: link(row, spec),
      told: toldOf(table, spec, row, ["value", "tone"]),
    }));
    return {
      option: { tooltip: itemTooltip(look), series: [fields(places, look)] },
      bounded: true,
      height: spots.height,
      width: spots.width,
      legend: spec.tone ? toneLegend(rows, spec, look, "field") : classLegend(rows, spec, look),
    };
  }

  function gridSpots(rows, spec, width) {
    const columns = rows.map((row) => number(row, spec, "column"));
    const lines = rows.map((row) => number(row, spec, "row"));
    const [left, top] = [Math.min(...columns), Math.min(...lines)];
    const across = Math.max(...columns) - left + 1;
    const down = Math.max(...lines) - top + 1;
    const side = Math.max(34, Math.min(64, Math.floor(width / across)));
    const high = Math.min(side, 46);
    return {
      width: side * across,
      height: high * down,
      of: (row) => ({ x: (number(row, spec, "column") - left) * side + 1.5, y: (number(row, spec, "row") - top) * high + 1.5, width: side - 3, height: high - 3 }),
    };
  }

  function flowSpots(rows, width) {
    const [least, high] = rows.length > 600 ? [16, 16] : rows.length > 200 ? [52, 24] : [80, 42];
    const across = Math.max(1, Math.min(rows.length, Math.floor(width / least)));
    const side = Math.min(width / across, least * 1.5);
    return {
      width: side * across,
      height: Math.ceil(rows.length / across) * high,
      of: (row, position) => ({ x: (position % across) * side + 1.5, y: Math.floor(position / across) * high + 1.5, width: side - 3, height: high - 3 }),
    };
  }

  function heat({ spec, table, look, width }) {
    const across = distinct(table.rows.map((row) => cell(row, spec, "x").text));
    const down = distinct(table.rows.map((row) => cell(row, spec, "y").text)).slice(0, MOST_ROWS_DRAWN);
    const labelWidth = Math.min(Math.max(...down.map((label) => textWidth(label, look))) + 12, Math.max(90, width * 0.32), 240);
    const headWidth = Math.max(...across.map((label) => textWidth(label, look, 11)));
    const figures = Math.max(...table.rows.map((row) => textWidth(cell(row, spec, "value").text, look, 11)));
    const least = Math.max(30, Math.min(headWidth, 72) + 8, spec.value ? figures + 8 : 0);
    const side = Math.max(least, Math.min(110, Math.floor((width - labelWidth) / across.length)));
    const high = 28;
    const head = headWidth > side - 4 ? 36 : 22;
    const classes = classesOf(table.rows, spec, look);
    const places = table.rows
      .filter((row) => down.includes(cell(row, spec, "y").text))
      .map((row) => ({
        x: labelWidth + across.indexOf(cell(row, spec, "x").text) * side + 1,
        y: head + down.indexOf(cell(row, spec, "y").text) * high + 1,
        width: side - 2,
        height: high - 2,
        look: fieldLook(row, spec, look, classes),
        label: "",
        href: link(row, spec),
        told: told(table, row, [spec.y, spec.x, spec.value, spec.tone]).join("\n"),
      }));
    const texts = [
      ...across.map((label, at) => fixedText(label, { x: labelWidth + at * side + side / 2, y: head - 4, align: "center", verticalAlign: "bottom", width: side - 4, size: 11, overflow: head > 22 ? "break" : "truncate" }, look.soft, look)),
      ...down.map((label, at) => fixedText(label, { x: labelWidth - 8, y: head + at * high + high / 2, align: "right", verticalAlign: "middle", width: labelWidth - 10, size: 12, overflow: "truncate" }, look.ink, look)),
    ];
    return {
      option: { tooltip: itemTooltip(look), graphic: texts, series: [fields(places, look)] },
      bounded: true,
      height: head + down.length * high + 4,
      width: labelWidth + side * across.length,
      legend: spec.tone ? toneLegend(table.rows, spec, look, "field") : classLegend(table.rows, spec, look),
    };
  }

  function fixedText(text, { x, y, align, verticalAlign, width, size, overflow }, colour, look) {
    return { type: "text", silent: true, x, y, style: { text, align, verticalAlign, width, overflow, lineHeight: 13, fill: colour, font: size + "px " + look.font } };
  }

  // ---------------------------------------------------------------------------------------------- map

  /** Areas of the GeoJSON that the user supplied; without one there is no map, and the table stands by itself. */
  async function map({ spec, table, look, width, figure }) {
    const address = figure.dataset.geojson;
    if (!address) {
      return null;
    }
    const answer = await fetch(address);
    if (!answer.ok) {
      throw new Error("no areas at " + address);
    }
    echarts.registerMap(address, await answer.json());
    const classes = classesOf(table.rows, spec, look);
    return {
      option: {
        tooltip: itemTooltip(look),
        series: [
          {
            type: "map",
            map: address,
            nameProperty: figure.dataset.geojsonCode ?? "code",
            roam: false,
            selectedMode: false,
            label: { show: false },
            itemStyle: { areaColor: look.sunken, borderColor: look.strongLine, borderWidth: 0.5 },
            data: table.rows.map((row) => {
              const { ground, edge } = fieldLook(row, spec, look, classes);
              return { name: cell(row, spec, "code").value, value: number(row, spec, "value"), itemStyle: { areaColor: ground, borderColor: edge ?? look.strongLine }, href: link(row, spec), told: toldOf(table, spec, row, ["value", "tone"]) };
            }),
          },
        ],
      },
      height: spec.height ?? Math.min(560, Math.max(280, width * 0.6)),
      legend: spec.tone ? toneLegend(table.rows, spec, look, "field") : classLegend(table.rows, spec, look),
    };
  }

  // ---------------------------------------------------------------------------------------------- Gantt and dumbbell

  /** Of each row the planned year as an upright mark, the projected years as a bar with its middle, the year achieved. */
  function gantt({ spec, table, look, width }) {
    const keys = ["target", "earliest", "central", "latest", "achieved"];
    const rows = table.rows.slice(0, MOST_ROWS_DRAWN);
    const rowHeight = rows.length > 24 ? 22 : 28;
    const tall = rows.length * rowHeight > TALL;
    const signs = Math.max(0, ...rows.map((row) => textWidth(cell(row, spec, "tone").sign ?? "", look, 11)));
    const frame = rowFrame(look, rows.map((row) => cell(row, spec, "label").text), { left: 0, top: 0, width }, { rowHeight, axisOnTop: tall, rowLines: true, right: signs + 14 });
    const years = rows.flatMap((row) => keys.map((key) => number(row, spec, key))).filter((year) => year !== null);
    const reach = years.length === 0 ? { min: 0, max: 1, interval: 1 } : yearScale(years, frame.grid.width);
    const scale = { ...reach, min: reach.min - 0.5, max: reach.max + 0.5, interval: undefined };
    const axis = valueAxis(look, scale, (year) => (Number.isInteger(year) ? String(year) : ""), { position: tall ? "top" : "bottom" });
    axis.axisLabel.customValues = yearTicks(reach);
    axis.splitLine = { show: false };
    return {
      option: {
        grid: frame.grid,
        xAxis: axis,
        yAxis: frame.axis,
        tooltip: itemTooltip(look),
        series: [
          {
            type: "custom",
            clip: false,
            data: rows.map((row, position) => ({
              value: [number(row, spec, "central") ?? number(row, spec, "target") ?? reach.min, position],
              href: link(row, spec),
              told: toldOf(table, spec, row, [...keys, "tone"]),
            })),
            encode: { x: 0, y: 1 },
            renderItem: (params, api) => ganttRow(rows[params.dataIndex], params.dataIndex, { spec, look, api, grid: frame.grid, rowHeight }),
          },
        ],
      },
      height: frame.height,
      bounded: true,
      hrefs: rows.map((row) => link(row, spec)),
      legend: ganttLegend(rows, { spec, table, look }),
    };
  }

  function ganttRow(row, position, { spec, look, api, grid, rowHeight }) {
    const status = cell(row, spec, "tone");
    const colour = toneOf(look, status.tone).strong;
    const at = (key) => (number(row, spec, key) === null ? null : api.coord([number(row, spec, key), position])[0]);
    const y = api.coord([0, position])[1];
    // The whole row can be pointed at.
    const children = [{ type: "rect", shape: { x: grid.left, y: y - rowHeight / 2, width: grid.width, height: rowHeight }, style: { fill: "rgba(0,0,0,0)" } }];
    const [earliest, central, latest, target, achieved] = ["earliest", "central", "latest", "target", "achieved"].map(at);
    const from = earliest ?? central;
    if (from !== null && (latest !== null || earliest !== null)) {
      // Without a latest year the range is open: it runs to the edge.
      const to = latest ?? grid.left + grid.width;
      children.push({ type: "rect", shape: { x: from - 3, y: y - 4, width: Math.max(6, to - from + 6), height: 8, r: 4 }, style: { fill: colour, opacity: 0.35 } });
    }
    if (target !== null) {
      children.push({ type: "line", shape: { x1: target, x2: target, y1: y - rowHeight / 2 + 2, y2: y + rowHeight / 2 - 2 }, style: { stroke: look.ink, lineWidth: 2.2 } });
    }
    if (central !== null) {
      children.push(mark(shapeOf(status.tone), central, y, 9, colour, look));
    }
    if (achieved !== null) {
      children.push(mark({ shape: "diamond" }, achieved, y, 11, look.series[2], look));
    }
    if (status.sign) {
      children.push({ type: "text", style: { text: status.sign, x: grid.left + grid.width + 8, y, verticalAlign: "middle", fill: colour, font: "11px " + look.font } });
    }
    return { type: "group", children };
  }

  /** A point in a shape of ours, drawn by hand. */
  function mark({ shape: symbol, hollow }, x, y, size, colour, look) {
    const half = size / 2;
    const style = { fill: hollow ? look.paper : colour, stroke: hollow ? colour : look.paper, lineWidth: hollow ? 1.8 : 0.8 };
    const outlines = {
      rect: [[-half, -half], [half, -half], [half, half], [-half, half]],
      diamond: [[0, -half], [half, 0], [0, half], [-half, 0]],
      triangle: [[0, -half], [half, half], [-half, half]],
      [TRIANGLE_DOWN]: [[-half, -half], [half, -half], [0, half]],
      [TWO_TRIANGLES_DOWN]: [[-half, -half - 1], [half, -half - 1], [half * 0.35, 0], [half, 0], [0, half + 2], [-half, 0], [-half * 0.35, 0]],
    };
    if (!outlines[symbol]) {
      return { type: "circle", shape: { cx: x, cy: y, r: half }, style };
    }
    return { type: "polygon", shape: { points: outlines[symbol].map(([dx, dy]) => [x + dx, y + dy]) }, style };
  }

  function ganttLegend(rows, { spec, table, look }) {
    const has = (key) => rows.some((row) => number(row, spec, key) !== null);
    const entries = [];
    if (has("target")) {
      entries.push({ line: true, upright: true, colour: look.ink, text: titleOfColumn(table, spec.target) });
    }
    if (has("earliest")) {
      entries.push({ shape: "bar", opacity: 0.4, colour: look.soft, text: titleOfColumn(table, spec.earliest) + " – " + titleOfColumn(table, spec.latest) });
    }
    if (has("central")) {
      entries.push({ shape: "circle", colour: look.soft, text: titleOfColumn(table, spec.central) });
    }
    if (has("achieved")) {
      entries.push({ shape: "diamond", colour: look.series[2], text: titleOfColumn(table, spec.achieved) });
    }
    return [...entries, ...toneLegend(rows, spec, look)];
  }

  /** Two figures of each row on one line: hollow the first, full the second. */
  function dumbbell({ spec, table, look, width }) {
    const rows = table.rows.filter((row) => number(row, spec, "a") !== null || number(row, spec, "b") !== null).slice(0, MOST_ROWS_DRAWN);
    const names = distinct(rows.map((row) => cell(row, spec, "series").text));
    const rowHeight = rows.length > 24 ? 22 : 28;
    const tall = rows.length * rowHeight > TALL;
    const labels = rows.map((row) => [cell(row, spec, "label").text, names.length > 1 ? cell(row, spec, "series").text : ""].filter(Boolean).join(" · "));
    const frame = rowFrame(look, labels, { left: 0, top: 0, width }, { rowHeight, axisOnTop: tall, rowLines: true });
    const scale = scaleOf(rows.flatMap((row) => ["a", "b", "limit"].map((key) => number(row, spec, key))), Math.max(3, frame.grid.width / 90), spec.zero);
    const colourOf = (row) => (spec.tone ? toneOf(look, cell(row, spec, "tone").tone).strong : seriesLook(look, names.indexOf(cell(row, spec, "series").text)).colour);
    const marks = rows.map((row, position) => ({ value: number(row, spec, "limit"), row: position })).filter((each) => each.value !== null);
    const first = spec.tone || names.length > 1 ? look.soft : look.series[0];
    return {
      option: {
        grid: frame.grid,
        xAxis: valueAxis(look, scale, axisText(spec, rows, "a"), { position: tall ? "top" : "bottom" }),
        yAxis: frame.axis,
        tooltip: itemTooltip(look),
        series: [
          {
            type: "custom",
            clip: false,
            encode: { x: 0, y: 1 },
            data: rows.map((row, position) => ({
              value: [number(row, spec, "b") ?? number(row, spec, "a"), position],
              href: link(row, spec),
              told: toldOf(table, spec, row, ["series", "a", "b", "limit", "tone"]),
            })),
            renderItem: (params, api) => dumbbellRow(rows[params.dataIndex], params.dataIndex, { spec, look, api, colour: colourOf(rows[params.dataIndex]) }),
          },
          rowMarks(look, marks, 0, 0.94),
        ],
      },
      height: frame.height,
      bounded: true,
      hrefs: rows.map((row) => link(row, spec)),
      legend: [
        { shape: "circle", hollow: true, colour: first, text: titleOfColumn(table, spec.a) },
        { shape: "circle", colour: first, text: titleOfColumn(table, spec.b) },
        ...(names.length > 1 ? names.map((name, position) => ({ line: true, colour: seriesLook(look, position).colour, text: name })) : []),
        ...toneLegend(rows, spec, look, true),
        ...limitLegend(table, spec, "limit", look, true),
      ],
    };
  }

  function dumbbellRow(row, position, { spec, look, api, colour }) {
    const at = (key) => (number(row, spec, key) === null ? null : api.coord([number(row, spec, key), position]));
    const [a, b] = [at("a"), at("b")];
    const children = [];
    if (a && b) {
      children.push({ type: "line", shape: { x1: a[0], y1: a[1], x2: b[0], y2: b[1] }, style: { stroke: colour, lineWidth: 3, opacity: 0.45 } });
    }
    if (a) {
      children.push(mark({ shape: "circle", hollow: true }, a[0], a[1], 10, colour, look));
    }
    if (b) {
      children.push(mark({ shape: "circle" }, b[0], b[1], 10, colour, look));
    }
    return { type: "group", children };
  }

  const KINDS = { lines, strip, bars, box, lorenz, stack, tiles, map, gantt, dumbbell, heat };

  // ---------------------------------------------------------------------------------------------- figures

  const PAPER_WIDTH = 690;
  const SHEET_HEIGHT = 960;
  const figures = [];

  function start() {
    const found = [...document.querySelectorAll("figure.chart[data-chart]")];
    found.forEach((figure) => figures.push(prepared(figure)));
    drawInTurn(0);
    new ResizeObserver(redrawChanged).observe(document.body);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
    addEventListener("beforeprint", beforePrint);
    addEventListener("afterprint", afterPrint);
  }

  function prepared(figure) {
    const panel = figure.closest(".panel");
    const twin = panel.querySelector("details.twin");
    const state = { figure, panel, twin, spec: JSON.parse(figure.dataset.chart), table: tableOf(panel), focused: -1 };
    if (twin && state.table.rows.length > ROWS_SHOWN_OPEN) {
      twin.open = false;
    }
    return state;
  }

  /** One after the other, so that the page answers meanwhile. */
  async function drawInTurn(position) {
    if (position >= figures.length) {
      return;
    }
    await draw(figures[position]);
    setTimeout(() => drawInTurn(position + 1));
  }

  async function draw(state, paper) {
    try {
      const drawn = await drawing(state, paper);
      state.figure.dataset.drawn = drawn ? "true" : "absent";
    } catch (problem) {
      tellFault(state, problem);
    }
  }

  async function drawing(state, paper) {
    const { figure, spec, table } = state;
    if (!KINDS[spec.kind]) {
      throw new Error("no chart of the kind " + spec.kind);
    }
    const look = lookNow();
    furnish(state);
    const width = paper ? PAPER_WIDTH : inner(state.panel);
    const planned = KINDS[spec.kind]({ spec, table, look, width, figure, paper });
    // Most kinds are drawn at once, which printing relies on.
    const plan = planned instanceof Promise ? await planned : planned;
    if (!plan) {
      state.canvas.remove();
      state.twin.open = true;
      return false;
    }
    state.width = inner(state.panel);
    // What needs little width leaves room for its table beside it.
    const beside = !paper && (plan.width ?? width) < 0.55 * width && width > 700;
    state.panel.classList.toggle("beside", beside);
    state.panel.classList.toggle("tall", plan.height > SHEET_HEIGHT);
    if (beside) {
      state.twin.open = true;
    }
    figure.classList.toggle("bounded", Boolean(plan.bounded));
    size(state.canvas, plan.width ?? width, plan.height);
    state.legend?.remove();
    state.legend = legendList(plan.legend, look);
    if (plan.legend.length > 0) {
      figure.before(state.legend);
    }
    state.chart?.dispose();
    state.chart = echarts.init(state.canvas, null, { renderer: "canvas", devicePixelRatio: paper ? 3 : Math.max(devicePixelRatio, 1) });
    state.chart.setOption(settled(plan.option, look));
    state.items = itemsOf(plan.option.series);
    makeInteractive(state, plan);
    return true;
  }

  /** The width within a panel. */
  function inner(panel) {
    const style = getComputedStyle(panel);
    return Math.floor(panel.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  }

  function size(element, width, height) {
    element.style.width = width + "px";
    element.style.height = Math.ceil(height) + "px";
  }

  function settled(option, look) {
    return { animation: false, textStyle: { fontFamily: look.font, color: look.ink }, ...option, series: option.series.map((series) => ({ cursor: hasLinks(series) ? "pointer" : "default", ...series })) };
  }

  function hasLinks(series) {
    return series.data?.some((item) => item?.href) ?? false;
  }

  /** What a figure needs once: its description, a title, and what is drawn on. Title and legend stand before it, as text. */
  function furnish(state) {
    if (state.canvas) {
      return;
    }
    const { figure, spec } = state;
    figure.setAttribute("role", "img");
    figure.setAttribute("aria-label", figure.dataset.alt);
    if (spec.title) {
      const title = document.createElement("p");
      title.className = "chart-title";
      title.textContent = spec.title;
      figure.before(title);
    }
    state.canvas = document.createElement("div");
    state.canvas.className = "chart-canvas";
    figure.append(state.canvas);
  }

  function tellFault(state, problem) {
    const { figure, twin } = state;
    console.warn("chart of " + figure.closest(".panel").id + ": " + problem.message);
    state.chart?.dispose();
    state.chart = null;
    state.legend?.remove();
    const fault = document.createElement("p");
    fault.className = "chart-fault";
    fault.textContent = words("Fault");
    figure.removeAttribute("role");
    figure.removeAttribute("aria-label");
    figure.replaceChildren(fault);
    figure.dataset.drawn = "failed";
    if (twin) {
      twin.open = true;
    }
  }

  // ---------------------------------------------------------------------------------------------- links and keys

  function itemsOf(series) {
    return series.flatMap((each, seriesIndex) => (each.data ?? []).flatMap((item, dataIndex) => (item?.told ? [{ seriesIndex, dataIndex, href: item.href, told: item.told }] : [])));
  }

  function makeInteractive(state, plan) {
    state.chart.on("click", (point) => {
      const href = point.data?.href ?? (point.componentType === "yAxis" ? plan.hrefs?.[point.dataIndex ?? -1] : null);
      if (href) {
        location.assign(href);
      }
    });
    const { figure } = state;
    const scrolls = figure.scrollWidth > figure.clientWidth + 1 || figure.scrollHeight > figure.clientHeight + 1;
    if (scrolls || state.items.some((item) => item.href)) {
      figure.tabIndex = 0;
    } else {
      figure.removeAttribute("tabindex");
    }
    if (!state.keys) {
      state.keys = true;
      state.figure.addEventListener("keydown", (event) => onKey(state, event));
      state.figure.addEventListener("blur", () => state.chart?.dispatchAction({ type: "hideTip" }));
    }
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  /** Arrows go from item to item, Enter follows its link. */
  function onKey(state, event) {
    if (!state.chart || state.items.length === 0) {
      return;
    }
    if (event.key === "Enter" && state.items[state.focused]?.href) {
      location.assign(state.items[state.focused].href);
      return;
    }
    if (event.key === "Escape") {
      state.chart.dispatchAction({ type: "hideTip" });
      return;
    }
    const step = STEPS[event.key];
    if (!step) {
      return;
    }
    event.preventDefault();
    state.focused = (state.focused + step + state.items.length) % state.items.length;
    const { seriesIndex, dataIndex, told: text } = state.items[state.focused];
    state.chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
    say(text);
  }

  /** Reads a text out to those who listen. */
  function say(text) {
    let voice = document.getElementById("chart-voice");
    if (!voice) {
      voice = document.createElement("p");
      voice.id = "chart-voice";
      voice.className = "visually-hidden";
      voice.setAttribute("role", "status");
      document.querySelector("main").append(voice);
    }
    voice.textContent = text.replaceAll("\n", ", ");
  }

  // ---------------------------------------------------------------------------------------------- size, colours, paper

  let waiting = 0;

  function redrawChanged() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      figures.filter((state) => state.chart && inner(state.panel) !== state.width).forEach((state) => draw(state));
    });
  }

  function redrawAll() {
    figures.filter((state) => state.chart).forEach((state) => draw(state));
  }

  /** On paper charts are as wide as the sheet, sharp, and dark on light; what is taller than a sheet is printed as its table. */
  function beforePrint() {
    document.documentElement.dataset.paper = "yes";
    figures.filter((state) => state.chart).forEach((state) => {
      state.wasOpen = state.twin.open;
      const openedForWidth = state.panel.classList.contains("beside") && state.table.rows.length > ROWS_SHOWN_OPEN;
      draw(state, true);
      state.twin.open = state.panel.classList.contains("tall") || (state.wasOpen && !openedForWidth);
    });
  }

  function afterPrint() {
    delete document.documentElement.dataset.paper;
    figures.filter((state) => state.chart).forEach((state) => {
      draw(state);
      state.twin.open = state.wasOpen;
    });
  }

  start();
})();
