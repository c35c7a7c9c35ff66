export type Box<Item> = { item: Item; x: number; y: number; width: number; height: number };
type Sized = { size: number };
type Frame = { x: number; y: number; width: number; height: number };

/** Boxes as square as they can be, the largest first (Bruls, Huizing and van Wijk, 2000); areas are in proportion to sizes. */
export function treemapLayout<Item extends Sized>(items: Item[], frame: Frame): Box<Item>[] {
  const whole = items.reduce((sum, { size }) => sum + size, 0);
  if (!(whole > 0)) return [];
  const scale = (frame.width * frame.height) / whole;
  const boxes: Box<Item>[] = [];
  let left = frame;
  let row: Item[] = [];
  for (const item of [...items].filter(({ size }) => size > 0).sort((a, b) => b.size - a.size)) {
    const side = Math.min(left.width, left.height);
    if (row.length > 0 && worst([...row, item], side, scale) > worst(row, side, scale)) {
      left = lay(row, left, scale, boxes);
      row = [];
    }
    row.push(item);
  }
  lay(row, left, scale, boxes);
  return boxes;
}

/** The longest box of a row, as length to breadth. */
function worst(row: Sized[], side: number, scale: number): number {
  const sizes = row.map(({ size }) => size * scale);
  const sum = sizes.reduce((total, size) => total + size, 0);
  return Math.max((side ** 2 * Math.max(...sizes)) / sum ** 2, sum ** 2 / (side ** 2 * Math.min(...sizes)));
}

/** Puts a row along the shorter side and gives what is left of the frame. */
function lay<Item extends Sized>(
  row: Item[],
  { x, y, width, height }: Frame,
  scale: number,
  boxes: Box<Item>[],
): Frame {
  const area = row.reduce((sum, { size }) => sum + size * scale, 0);
  const upright = width >= height;
  const depth = area === 0 ? 0 : area / (upright ? height : width);
  let at = upright ? y : x;
  for (const item of row) {
    const long = (item.size * scale) / (depth || 1);
    boxes.push(
      upright ? { item, x, y: at, width: depth, height: long } : { item, x: at, y, width: long, height: depth },
    );
    at += long;
  }
  return upright
    ? { x: x + depth, y, width: width - depth, height }
    : { x, y: y + depth, width, height: height - depth };
}
