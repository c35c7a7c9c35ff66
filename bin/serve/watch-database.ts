import { isRunning, revive } from "../../lib/db/embedded/server";

const EVERY_MS = 1000;

/** Starts the embedded server again when it dies; returns how to stop watching. */
export function watchDatabase(dataDir: string, say: (line: string) => void): () => Promise<void> {
  let watching = true;
  let looking = Promise.resolve();
  let trouble = "";

  const look = async () => {
    if (!watching || isRunning(dataDir)) return;
    say("Postgres ended; starting it again.");
    try {
      await revive(dataDir, "npm start");
      trouble = "";
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message !== trouble) say(message);
      trouble = message;
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, EVERY_MS);
  return async () => {
    watching = false;
    clearInterval(timer);
    await looking;
  };
}
