import { madeBill } from "./made-bill";
await madeBill(5_000_000, console.log);
