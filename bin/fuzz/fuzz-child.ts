import { Ground } from "./trial";
import { serveTrials } from "./trials";

/** The whole import takes ten times as long. */
const STORED = 100;

serveTrials((folder) => {
  const ground = new Ground(folder, { storedEvery: STORED });
  return async (mutant) => await ground.verdictOf(mutant);
});
