import { totalmem } from "node:os";

const MB = 1024 * 1024;

/**
 * postgresql.conf of the embedded server: on loopback alone, sized for analytics beside a web server on one machine.
 * What a user adds in `custom.conf` beside it wins.
 */
export function serverSettings({ port, durable }: { port: number; durable: boolean }): string {
  const memory = totalmem() / MB;
  const lines = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: 80,
    password_encryption: "scram-sha-256",

    shared_buffers: `${clamp(memory / 8, 64, 512)}MB`,
    effective_cache_size: `${clamp(memory / 2, 256, 16_384)}MB`,
    work_mem: "32MB",
    maintenance_work_mem: "128MB",
    random_page_cost: 1.1,
    jit: "off", // the bundled build has none, and rollup queries are too short to gain from it

    wal_compression: "off", // the bundled build compresses slowly: replacing a month took a tenth longer
    min_wal_size: "128MB",
    max_wal_size: "2GB",
    checkpoint_timeout: "15min",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),

    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    log_checkpoints: "off",
    log_line_prefix: "%m [%p] ",
    include_if_exists: "custom.conf",
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join("");
}

function clamp(value: number, least: number, most: number): number {
  return Math.round(Math.min(most, Math.max(least, value)));
}
