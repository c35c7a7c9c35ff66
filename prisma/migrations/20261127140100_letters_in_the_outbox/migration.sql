-- The outbox remembers by itself which letters were written.
DROP TABLE "advice_letter";
