import { health } from "@/lib/health";
import { apiHeaders } from "../../security-headers";
import { verbs } from "../verbs";

export const dynamic = "force-dynamic"; // asked at run time, never answered at build time

/** Open to everybody: it tells that Outlay runs, and nothing about what it knows. */
export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: async () => {
    const state = await health();
    return Response.json(state, { status: state.status === "ok" ? 200 : 503, headers: apiHeaders() });
  },
});
