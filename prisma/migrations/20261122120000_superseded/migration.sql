-- Alone, because a new value of an enum cannot be used in the transaction that adds it.
ALTER TYPE "slice_state" ADD VALUE 'superseded';
