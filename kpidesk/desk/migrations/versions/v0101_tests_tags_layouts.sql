PRAGMA legacy_alter_table = ON;
ALTER TABLE result RENAME TO old_result;
DROP INDEX ix_result_ring;
CREATE TABLE result (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	statement TEXT NOT NULL,
	ring TEXT NOT NULL,
	owner TEXT NOT NULL,
	audience TEXT NOT NULL,
	area TEXT NOT NULL,
	status TEXT NOT NULL,
	dots INTEGER,
	off_strategy INTEGER NOT NULL,
	off_strategy_reason TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_result_code UNIQUE (code),
	FOREIGN KEY(ring) REFERENCES ring (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_result_ring ON result (ring);
INSERT INTO result (id, code, statement, ring, owner, audience, area, status, dots, off_strategy, off_strategy_reason)
SELECT id, code, statement, ring, owner, audience, area, status, NULL, 0, '' FROM old_result;
DROP TABLE old_result;
ALTER TABLE link RENAME TO old_link;
DROP INDEX ix_link_kind;
DROP INDEX ix_link_target;
DROP INDEX ix_link_source;
CREATE TABLE link (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	source TEXT NOT NULL,
	target TEXT NOT NULL,
	kind TEXT NOT NULL,
	confidence TEXT,
	lag_months INTEGER,
	rationale TEXT NOT NULL,
	status TEXT NOT NULL,
	proposed_by TEXT NOT NULL,
	proposed_on TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_link_code UNIQUE (code),
	CONSTRAINT unique_link_source_target_kind UNIQUE (source, target, kind),
	FOREIGN KEY(source) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(target) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(kind) REFERENCES link_kind (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_link_source ON link (source);
CREATE INDEX ix_link_target ON link (target);
CREATE INDEX ix_link_kind ON link (kind);
INSERT INTO link (id, code, source, target, kind, confidence, lag_months, rationale, status, proposed_by, proposed_on)
SELECT id, code, source, target, kind, confidence, lag_months, rationale, status, '', NULL FROM old_link;
DROP TABLE old_link;
ALTER TABLE link_kind RENAME TO old_link_kind;
CREATE TABLE link_kind (
	id TEXT NOT NULL,
	"key" TEXT NOT NULL,
	name TEXT NOT NULL,
	meaning TEXT NOT NULL,
	role TEXT NOT NULL,
	directed INTEGER NOT NULL,
	pattern TEXT NOT NULL,
	mark TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_link_kind_key UNIQUE ("key")
);
INSERT INTO link_kind (id, "key", name, meaning, role, directed, pattern, mark)
SELECT id, "key", name, meaning, role, directed, pattern, '' FROM old_link_kind;
DROP TABLE old_link_kind;
ALTER TABLE map RENAME TO old_map;
CREATE TABLE map (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	subtitle TEXT NOT NULL,
	layout TEXT NOT NULL,
	PRIMARY KEY (id)
);
INSERT INTO map (id, name, subtitle, layout)
SELECT id, name, subtitle, 'radial' FROM old_map;
DROP TABLE old_map;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE aside (
	id TEXT NOT NULL,
	goal TEXT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	measure TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(goal) REFERENCES goal (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_aside_goal ON aside (goal);
CREATE INDEX ix_aside_measure ON aside (measure);
CREATE TABLE verdict (
	id TEXT NOT NULL,
	subject TEXT NOT NULL,
	test TEXT NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	agreed_by TEXT NOT NULL,
	decided_on TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_verdict_subject_test UNIQUE (subject, test)
);
CREATE INDEX ix_verdict_subject ON verdict (subject);
CREATE TABLE tag (
	id TEXT NOT NULL,
	family TEXT NOT NULL,
	name TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_tag_family_name UNIQUE (family, name)
);
CREATE TABLE tagging (
	id TEXT NOT NULL,
	tag TEXT NOT NULL,
	record TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_tagging_tag_record UNIQUE (tag, record),
	FOREIGN KEY(tag) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_tagging_tag ON tagging (tag);
CREATE INDEX ix_tagging_record ON tagging (record);
CREATE TABLE dismissal (
	id TEXT NOT NULL,
	subject TEXT NOT NULL,
	"key" TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_dismissal_subject_key UNIQUE (subject, "key")
);
CREATE INDEX ix_dismissal_subject ON dismissal (subject);
