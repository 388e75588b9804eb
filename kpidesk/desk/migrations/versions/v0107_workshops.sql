PRAGMA legacy_alter_table = ON;
CREATE TABLE workshop (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" TEXT,
	starts TEXT NOT NULL,
	location TEXT NOT NULL,
	purpose TEXT NOT NULL,
	host TEXT NOT NULL,
	expected INTEGER,
	keeps_end INTEGER NOT NULL,
	note TEXT NOT NULL,
	paused_at TEXT,
	ended_at TEXT,
	PRIMARY KEY (id)
);
CREATE TABLE block (
	id TEXT NOT NULL,
	workshop TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	not_before TEXT NOT NULL,
	opens TEXT NOT NULL,
	materials TEXT NOT NULL,
	script TEXT NOT NULL,
	place FLOAT NOT NULL,
	given INTEGER,
	began_at TEXT,
	ended_at TEXT,
	held INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_block_workshop ON block (workshop);
CREATE TABLE parked (
	id TEXT NOT NULL,
	workshop TEXT,
	text TEXT NOT NULL,
	answer TEXT NOT NULL,
	"on" TEXT,
	answered_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_parked_workshop ON parked (workshop);
CREATE TABLE participant (
	id TEXT NOT NULL,
	workshop TEXT NOT NULL,
	person TEXT NOT NULL,
	task TEXT NOT NULL,
	came INTEGER,
	PRIMARY KEY (id),
	CONSTRAINT unique_participant_workshop_person UNIQUE (workshop, person),
	FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_participant_person ON participant (person);
CREATE INDEX ix_participant_workshop ON participant (workshop);
ALTER TABLE ruling RENAME TO old_ruling;
DROP INDEX ix_ruling_result;
DROP INDEX ix_ruling_measure;
DROP INDEX ix_ruling_meeting;
CREATE TABLE ruling (
	id TEXT NOT NULL,
	text TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" TEXT,
	"by" TEXT NOT NULL,
	why TEXT NOT NULL,
	measure TEXT,
	result TEXT,
	meeting TEXT,
	workshop TEXT,
	review_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ruling_measure ON ruling (measure);
CREATE INDEX ix_ruling_meeting ON ruling (meeting);
CREATE INDEX ix_ruling_result ON ruling (result);
CREATE INDEX ix_ruling_workshop ON ruling (workshop);
INSERT INTO ruling (id, text, kind, "on", "by", why, measure, result, meeting, workshop, review_on)
SELECT id, text, kind, "on", "by", why, measure, result, meeting, NULL, review_on FROM old_ruling;
DROP TABLE old_ruling;
ALTER TABLE commitment RENAME TO old_commitment;
DROP INDEX ix_commitment_centre;
DROP INDEX ix_commitment_follows;
DROP INDEX ix_commitment_partner;
DROP INDEX ix_commitment_community;
DROP INDEX ix_commitment_meeting;
DROP INDEX ix_commitment_measure;
DROP INDEX ix_commitment_note;
DROP INDEX ix_commitment_score;
CREATE TABLE commitment (
	id TEXT NOT NULL,
	what TEXT NOT NULL,
	who TEXT NOT NULL,
	with_whom TEXT NOT NULL,
	by_when TEXT,
	status TEXT NOT NULL,
	made_on TEXT,
	qualities TEXT NOT NULL,
	step TEXT,
	centre TEXT,
	partner TEXT,
	note TEXT,
	measure TEXT,
	follows TEXT,
	community TEXT,
	meeting TEXT,
	workshop TEXT,
	score TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(follows) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(score) REFERENCES score (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_commitment_centre ON commitment (centre);
CREATE INDEX ix_commitment_community ON commitment (community);
CREATE INDEX ix_commitment_follows ON commitment (follows);
CREATE INDEX ix_commitment_measure ON commitment (measure);
CREATE INDEX ix_commitment_meeting ON commitment (meeting);
CREATE INDEX ix_commitment_note ON commitment (note);
CREATE INDEX ix_commitment_partner ON commitment (partner);
CREATE INDEX ix_commitment_score ON commitment (score);
CREATE INDEX ix_commitment_workshop ON commitment (workshop);
INSERT INTO commitment (id, what, who, with_whom, by_when, status, made_on, qualities, step, centre, partner, note, measure, follows, community, meeting, workshop, score)
SELECT id, what, who, with_whom, by_when, status, made_on, qualities, step, centre, partner, note, measure, follows, community, meeting, NULL, score FROM old_commitment;
DROP TABLE old_commitment;
PRAGMA legacy_alter_table = OFF;
