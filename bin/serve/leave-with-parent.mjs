// Loaded before web and worker: when whoever started them is killed, they end too instead of holding the port.
const PATIENCE_MS = 8000;

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
});
