const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const WIDTH = 60;

/**
 * Runs one step of a start and says how long it took: one line when it is done, a counter meanwhile on a terminal.
 * The work may return another wording for the finished line.
 * @template Outcome
 * @param {string} label
 * @param {(say: (detail: string) => void) => Promise<Outcome>} work
 * @returns {Promise<Outcome>}
 */
export async function step(label, work) {
  const began = Date.now();
  let detail = "";
  const line = () => (detail ? `${label}: ${detail}` : label);
  const stopSpinning = spin(() => `${line()}  ${seconds(began).trim()}`);
  try {
    const outcome = await work((text) => {
      detail = text;
    });
    stopSpinning();
    process.stderr.write(`  ✓ ${line().padEnd(WIDTH)} ${seconds(began)}\n`);
    return outcome;
  } catch (error) {
    stopSpinning();
    process.stderr.write(`  ✗ ${line().padEnd(WIDTH)} ${seconds(began)}\n`);
    throw error;
  }
}

/** @param {number} began */
function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`.padStart(7);
}

/**
 * Steps at the same time share a line.
 * @type {Set<() => string>}
 */
const spinning = new Set();
/** @type {NodeJS.Timeout | undefined} */
let timer;
let frame = 0;

function draw() {
  const room = (process.stderr.columns ?? 80) - 1;
  const texts = [...spinning].map((text) => text()).join(", ");
  process.stderr.write(`\r\x1b[2K${`  ${FRAMES[frame++ % FRAMES.length]} ${texts}`.slice(0, room)}`);
}

/** @param {() => string} text */
function spin(text) {
  if (!process.stderr.isTTY) return () => {};
  spinning.add(text);
  draw();
  timer ??= setInterval(draw, 120);
  return () => {
    spinning.delete(text);
    process.stderr.write("\r\x1b[2K");
    if (spinning.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
