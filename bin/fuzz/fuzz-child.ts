import { Ground } from "./trial";
import { serveTrials } from "./trials";

serveTrials((folder) => {
  const ground = new Ground(folder);
  return async (mutant) => await ground.verdictOf(mutant);
});
