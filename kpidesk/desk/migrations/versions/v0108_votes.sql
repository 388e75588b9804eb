PRAGMA legacy_alter_table = ON;
CREATE TABLE ballot_item (
	id TEXT NOT NULL,
	ballot TEXT NOT NULL,
	text TEXT NOT NULL,
	item TEXT,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(ballot) REFERENCES ballot (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ballot_item_ballot ON ballot_item (ballot);
CREATE INDEX ix_ballot_item_item ON ballot_item (item);
CREATE TABLE ballot_count (
	id TEXT NOT NULL,
	item TEXT NOT NULL,
	step INTEGER NOT NULL,
	against TEXT,
	number INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_ballot_count_item_step_against UNIQUE (item, step, against),
	FOREIGN KEY(item) REFERENCES ballot_item (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(against) REFERENCES ballot_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ballot_count_against ON ballot_count (against);
CREATE INDEX ix_ballot_count_item ON ballot_count (item);
ALTER TABLE ballot RENAME TO old_ballot;
DROP INDEX ix_ballot_about;
CREATE TABLE ballot (
	id TEXT NOT NULL,
	about TEXT NOT NULL,
	title TEXT NOT NULL,
	criteria TEXT NOT NULL,
	best INTEGER NOT NULL,
	voters INTEGER,
	opened_on TEXT,
	revealed_on TEXT,
	method TEXT NOT NULL,
	secret INTEGER NOT NULL,
	dots INTEGER,
	follows TEXT,
	papers INTEGER,
	PRIMARY KEY (id),
	FOREIGN KEY(follows) REFERENCES ballot (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ballot_about ON ballot (about);
CREATE INDEX ix_ballot_follows ON ballot (follows);
INSERT INTO ballot (id, about, title, criteria, best, voters, opened_on, revealed_on, method, secret, dots, follows, papers)
SELECT id, about, title, criteria, best, voters, opened_on, revealed_on, 'scale', 1, NULL, NULL, NULL FROM old_ballot;
DROP TABLE old_ballot;
PRAGMA legacy_alter_table = OFF;
