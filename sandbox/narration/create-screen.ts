/** A terminal, or a file or pipe that takes its place. */
export interface ScreenStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Prints lines, and in between shows that the program still runs. */
export interface Screen {
  /** The columns of the terminal: at least 60, and 100 if unknown. */
  readonly width: number;
  print(text?: string): void;
  /**
   * Shows a state while nothing is printed: with a spinner, or as a line every two seconds.
   *
   * @default - the seconds since the start of the process
   */
  showState(state?: () => string): void;
  /** Stops showing a state. */
  close(): void;
}

const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const FRAME_MS = 100;
const SILENCE_MS = 2000;

const describeElapsed = () => `... ${Math.round(performance.now() / 1000)} s`;

/** Opens a screen on standard output. A spinner requires a terminal, and none is drawn in CI. */
export const createScreen = (
  stream: ScreenStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Screen => {
  const canDraw = stream.isTTY === true && env['TERM'] !== 'dumb' && env['CI'] === undefined;
  const readWidth = () => Math.max(60, stream.columns || Number(env['COLUMNS']) || 100);
  let timer: NodeJS.Timeout | undefined;
  let frame = 0;
  const erase = () => {
    if (canDraw && timer !== undefined) stream.write('\r\u001b[2K');
  };
  const print = (text = '') => {
    erase();
    stream.write(`${text}\n`);
    timer?.refresh();
  };
  const close = () => {
    erase();
    clearInterval(timer);
    timer = undefined;
  };
  const draw = (text: string) => {
    frame = (frame + 1) % FRAMES.length;
    stream.write(`\r\u001b[2K${FRAMES[frame]} ${text.slice(0, readWidth() - 3)}`);
  };
  return {
    get width() {
      return readWidth();
    },
    print,
    showState: (state = describeElapsed) => {
      close();
      const show = canDraw ? draw : print;
      timer = setInterval(() => show(state()), canDraw ? FRAME_MS : SILENCE_MS).unref();
    },
    close,
  };
};
