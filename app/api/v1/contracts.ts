import type { Contract } from "../contract";
import { costs } from "./costs/contract";
import { describeApi } from "./openapi.json/contract";
import { addSource, listSources, syncSource } from "./sources/contract";

/** Every operation under /api/v1: openapi.json lists these, and a test compares them with the routes. */
export const contracts: Contract[] = [costs, listSources, addSource, syncSource, describeApi];
