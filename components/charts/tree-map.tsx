"use client";

import { money, percent, shortMoney } from "../format";
import type { ColumnData, Named } from "./column-data";
import { type Mark, markColor } from "./palette";
import { SoftLink } from "./soft-link";
import { fitted, longestFitting } from "./text";
import { treemapLayout } from "./treemap-layout";
import { useSize } from "./use-size";

const GAP = 2;
const PADDING = 8;
const MOST_OF_OTHER = 40;
/** Words of medium weight take as much room as larger ones. */
const MEDIUM = 13;

type Tile = Named & { mark: Mark; size: number };

/** Amounts as areas. The names in "Other" have their own grey boxes, so that it is not one block of nobody. */
export function TreeMap({ data }: { data: ColumnData }) {
  const [frame, size] = useSize();
  const tiles = tilesOf(data);
  const whole = tiles.reduce((sum, tile) => sum + tile.size, 0);
  return (
    <div ref={frame} className="relative size-full">
      {size && (
        <svg {...size} aria-label={data.label}>
          <defs>
            <pattern
              id="nameless-area"
              width="6"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="6" height="6" fill="var(--hover)" />
              <line x1="0" x2="0" y1="0" y2="6" stroke="var(--other)" strokeWidth="2" />
            </pattern>
          </defs>
          {treemapLayout(tiles, { x: 0, y: 0, ...size }).map(({ item, x, y, width, height }) => (
            <Area
              key={item.id}
              tile={item}
              amount={money(item.total, data.currency)}
              short={shortMoney(Number(item.total), data.currency)}
              share={percent(item.size / whole)}
              box={{ x, y, width: Math.max(0, width - GAP), height: Math.max(0, height - GAP) }}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

type Box = { x: number; y: number; width: number; height: number };

type AreaProps = { tile: Tile; amount: string; short: string; share: string; box: Box };

function Area({ tile, amount, short, share, box }: AreaProps) {
  const { label, mark, href } = tile;
  const room = box.width - 2 * PADDING;
  const words = `${label}: ${amount}, ${share}`;
  const ink = mark.kind === "named" ? "white" : "var(--ink)";
  return (
    <SoftLink href={href} label={words}>
      <title>{words}</title>
      <rect {...box} rx={3} fill={fillOf(mark)} />
      {box.height > 30 && room > 30 && (
        <g fill={ink} fontSize={12} aria-hidden>
          <text x={box.x + PADDING} y={box.y + 20} fontWeight={500}>
            {fitted(label, room, MEDIUM)}
          </text>
          {box.height > 48 && (
            <text x={box.x + PADDING} y={box.y + 37} className="tabular">
              {longestFitting([`${amount}  ${share}`, amount, short], room)}
            </text>
          )}
        </g>
      )}
    </SoftLink>
  );
}

function fillOf(mark: Mark): string {
  if (mark.kind === "nameless") return "url(#nameless-area)";
  // Words stand on it, so it is not the full grey of a line.
  return mark.kind === "other" ? "color-mix(in oklab, var(--other) 35%, var(--canvas))" : tileColor(mark);
}

/** Deep enough for white words in both themes. */
function tileColor(mark: Mark): string {
  return `color-mix(in oklab, ${markColor(mark)} 74%, black)`;
}

function tilesOf({ series }: ColumnData): Tile[] {
  return series.flatMap(({ id, label, total, mark, href, members = [] }): Tile[] => {
    if (mark.kind !== "other" || members.length === 0) return [{ id, label, total, mark, href, size: Number(total) }];
    const shown = members.slice(0, MOST_OF_OTHER);
    const rest = members.slice(MOST_OF_OTHER).reduce((sum, member) => sum + Number(member.total), 0);
    const tiles = shown.map((member): Tile => ({ ...member, mark, size: Number(member.total) }));
    if (rest > 0) tiles.push({ id: "rest", label: "Smaller ones", total: rest.toFixed(2), mark, size: rest });
    return tiles;
  });
}
