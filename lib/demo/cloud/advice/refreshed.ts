/** When the simulated AWS looked last, in milliseconds; a fixed time, because nothing depends on it. */
export const refreshedAt = Date.UTC(2026, 10, 20, 4);
