-- Device class and browser family, coarse: what is kept of a user agent. Null in rows from before.

ALTER TABLE events ADD COLUMN device TEXT;
ALTER TABLE events ADD COLUMN browser TEXT;
