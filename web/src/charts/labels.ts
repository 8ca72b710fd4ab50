// Room for labels: beside the ends of lines, and around points, so that no label lies on another.

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export const meet = (a: Box, b: Box, gap = 0): boolean => a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom + gap && b.top < a.bottom + gap;

/**
 * Sets labels of given heights below each other, each as near to where it belongs as the others let it. Returns their
 * centres, in the order given.
 */
export function spread(wanted: readonly { readonly y: number; readonly height: number }[], top: number, bottom: number): number[] {
  interface Block {
    members: number[];
    height: number;
    /** Where the block's top would best be, as a sum over its members. */
    sum: number;
    top: number;
  }
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]!.y - wanted[b]!.y || a - b);
  const blocks: Block[] = [];
  const settle = (b: Block): void => {
    b.top = Math.min(Math.max(b.sum / b.members.length, top), Math.max(top, bottom - b.height));
  };
  for (const i of order) {
    const { y, height } = wanted[i]!;
    let block: Block = { members: [i], height, sum: y - height / 2, top: 0 };
    settle(block);
    for (let before = blocks.at(-1); before && before.top + before.height > block.top; before = blocks.at(-1)) {
      blocks.pop();
      const shifted = block.sum - before.height * block.members.length;
      block = { members: [...before.members, ...block.members], height: before.height + block.height, sum: before.sum + shifted, top: 0 };
      settle(block);
    }
    blocks.push(block);
  }
  const centres: number[] = new Array<number>(wanted.length).fill(0);
  for (const block of blocks) {
    let at = block.top;
    for (const i of block.members) {
      centres[i] = at + wanted[i]!.height / 2;
      at += wanted[i]!.height;
    }
  }
  return centres;
}

/** A label that may be put at a point: one of several forms, the best first. */
interface Wanted {
  readonly at: Place;
  readonly forms: readonly { readonly width: number; readonly height: number }[];
}

export interface Placed {
  readonly form: number;
  readonly box: Box;
}

/** A label within so many pixels of its point needs no line to it. */
export const near = 14;

/**
 * Puts each label beside its point, in the first of its forms for which there is room inside of `frame`: on no other
 * label, no point and no line, with a line to it that crosses no label. It stands nearer to its own point than to another, where
 * that can be had. Undefined for a label for which there is no room.
 */
export function place(labels: readonly Wanted[], frame: Box, taken: readonly Box[], lines: readonly (readonly Place[])[]): (Placed | undefined)[] {
  const occupied: Box[] = [...taken];
  const placed: Box[] = [];
  const leaders: (readonly Place[])[] = [];
  return labels.map(({ at, forms }) => {
    for (const [form, { width, height }] of forms.entries()) {
      let best: { box: Box; weight: number } | undefined;
      for (const box of around(at, width, height, frame)) {
        if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) continue;
        const own = away(at, box);
        const strange = labels.some((other) => other.at !== at && away(other.at, box) < own + 6) ? 50 : 0;
        const weight = own + strange;
        if (best && weight >= best.weight) continue;
        if (occupied.some((other) => meet(box, other, 2)) || [...lines, ...leaders].some((line) => crosses(line, box))) continue;
        if (own > near && placed.some((other) => crosses([at, nearest(at, box)], other))) continue;
        best = { box, weight };
      }
      if (best) {
        occupied.push(best.box);
        placed.push(best.box);
        if (away(at, best.box) > near) leaders.push([at, nearest(at, best.box)]);
        return { form, box: best.box };
      }
    }
    return undefined;
  });
}

/** How far a box is from a point. */
export function away(at: Place, box: Box): number {
  const { x, y } = nearest(at, box);
  return Math.hypot(x - at.x, y - at.y);
}

/** The place of a box that is nearest to a point. */
export function nearest({ x, y }: Place, box: Box): Place {
  return { x: Math.min(Math.max(x, box.left), box.right), y: Math.min(Math.max(y, box.top), box.bottom) };
}

/** The places around a point that a label may take. */
function* around(at: Place, width: number, height: number, frame: Box): Generator<Box> {
  const gap = 10;
  const farther = 48;
  const centred = Math.min(Math.max(at.x - width / 2, frame.left), frame.right - width);
  for (const left of [at.x + gap, at.x - gap - width, centred, at.x + farther, at.x - farther - width]) {
    for (let rise = 0; rise <= 8; rise++) {
      for (const side of rise === 0 ? [0] : [-1, 1]) {
        const middle = at.y + side * (rise * 0.5 * height + (rise > 0 ? gap / 2 : 0));
        yield { left, right: left + width, top: middle - height / 2, bottom: middle + height / 2 };
      }
    }
  }
}

/** Whether a line goes through a box. */
export function crosses(line: readonly Place[], box: Box): boolean {
  for (let i = 1; i < line.length; i++) {
    if (through(line[i - 1]!, line[i]!, box)) return true;
  }
  return false;
}

/** Whether a straight stretch goes through a box: the part of it that is within all four sides is not empty. */
function through(a: Place, b: Place, box: Box): boolean {
  let from = 0;
  let to = 1;
  const clip = (start: number, delta: number, low: number, high: number): boolean => {
    if (delta === 0) return start >= low && start <= high;
    const [near, far] = delta > 0 ? [(low - start) / delta, (high - start) / delta] : [(high - start) / delta, (low - start) / delta];
    from = Math.max(from, near);
    to = Math.min(to, far);
    return from <= to;
  };
  return clip(a.x, b.x - a.x, box.left, box.right) && clip(a.y, b.y - a.y, box.top, box.bottom);
}
