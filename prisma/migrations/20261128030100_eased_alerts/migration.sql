-- Who was told that a budget would not last is told when it will after all.
ALTER TYPE "outbox_message" ADD VALUE 'eased' BEFORE 'notice';
