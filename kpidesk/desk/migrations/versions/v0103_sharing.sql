PRAGMA legacy_alter_table = ON;
ALTER TABLE partner RENAME TO old_partner;
DROP INDEX ix_partner_centre;
CREATE TABLE partner (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	centre TEXT NOT NULL,
	contact TEXT NOT NULL,
	reach TEXT NOT NULL,
	standing TEXT NOT NULL,
	critical INTEGER NOT NULL,
	strength TEXT,
	more_needed INTEGER NOT NULL,
	strategy TEXT NOT NULL,
	why_not TEXT NOT NULL,
	engagement TEXT NOT NULL,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_partner_code UNIQUE (code),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_partner_centre ON partner (centre);
INSERT INTO partner (id, code, name, centre, contact, reach, standing, critical, strength, more_needed, strategy, why_not, engagement, place)
SELECT id, code, name, centre, contact, reach, standing, critical, NULL, 0, strategy, why_not, '', 0.0 FROM old_partner;
ALTER TABLE driving_measure RENAME TO old_driving_measure;
DROP INDEX ix_driving_measure_measure;
DROP INDEX ix_driving_measure_partner;
CREATE TABLE driving_measure (
	id TEXT NOT NULL,
	partner TEXT NOT NULL,
	name TEXT NOT NULL,
	evidence TEXT NOT NULL,
	source TEXT NOT NULL,
	found TEXT NOT NULL,
	noted_on TEXT,
	confirmed_on TEXT,
	measure TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_driving_measure_measure ON driving_measure (measure);
CREATE INDEX ix_driving_measure_partner ON driving_measure (partner);
INSERT INTO driving_measure (id, partner, name, evidence, source, found, noted_on, confirmed_on, measure)
SELECT id, partner, name, evidence, source, '', noted_on, confirmed_on, measure FROM old_driving_measure;
DROP TABLE old_driving_measure;
ALTER TABLE commitment RENAME TO old_commitment;
DROP INDEX ix_commitment_measure;
DROP INDEX ix_commitment_note;
DROP INDEX ix_commitment_partner;
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
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(follows) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_commitment_centre ON commitment (centre);
CREATE INDEX ix_commitment_follows ON commitment (follows);
CREATE INDEX ix_commitment_measure ON commitment (measure);
CREATE INDEX ix_commitment_note ON commitment (note);
CREATE INDEX ix_commitment_partner ON commitment (partner);
INSERT INTO commitment (id, what, who, with_whom, by_when, status, made_on, qualities, step, centre, partner, note, measure, follows)
SELECT id, what, who, with_whom, by_when, status, NULL, '[]', NULL, (SELECT partner.centre FROM partner WHERE partner.id = old_commitment.partner), partner, note, measure, NULL FROM old_commitment;
DROP TABLE old_commitment;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE contribution (
	id TEXT NOT NULL,
	partner TEXT NOT NULL,
	name TEXT NOT NULL,
	evidence TEXT NOT NULL,
	source TEXT NOT NULL,
	found TEXT NOT NULL,
	noted_on TEXT,
	confirmed_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_contribution_partner ON contribution (partner);
CREATE TABLE snapshot (
	id TEXT NOT NULL,
	centre TEXT NOT NULL,
	day TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_snapshot_centre ON snapshot (centre);
CREATE TABLE stand (
	id TEXT NOT NULL,
	snapshot TEXT NOT NULL,
	partner TEXT NOT NULL,
	action INTEGER NOT NULL,
	alignment INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_stand_snapshot_partner UNIQUE (snapshot, partner),
	FOREIGN KEY(snapshot) REFERENCES snapshot (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_stand_partner ON stand (partner);
CREATE INDEX ix_stand_snapshot ON stand (snapshot);
CREATE TABLE challenge (
	id TEXT NOT NULL,
	centre TEXT NOT NULL,
	text TEXT NOT NULL,
	kind TEXT,
	partner TEXT,
	other TEXT,
	noted_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(other) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_challenge_centre ON challenge (centre);
CREATE INDEX ix_challenge_other ON challenge (other);
CREATE INDEX ix_challenge_partner ON challenge (partner);
CREATE TABLE reflection (
	id TEXT NOT NULL,
	centre TEXT NOT NULL,
	day TEXT NOT NULL,
	conversations TEXT NOT NULL,
	competition TEXT NOT NULL,
	fragmentation TEXT NOT NULL,
	culture TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_reflection_centre ON reflection (centre);
CREATE TABLE check_in (
	id TEXT NOT NULL,
	commitment TEXT NOT NULL,
	day TEXT NOT NULL,
	status TEXT NOT NULL,
	happened TEXT NOT NULL,
	learned TEXT NOT NULL,
	next TEXT NOT NULL,
	kind TEXT,
	moved_from TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(commitment) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_check_in_commitment ON check_in (commitment);
