-- Choices that allow something, and those of them that page code made: the share is public where a policy lets code grant.

ALTER TABLE totals ADD COLUMN grants INTEGER NOT NULL DEFAULT 0;
ALTER TABLE totals ADD COLUMN grants_by_code INTEGER NOT NULL DEFAULT 0;
