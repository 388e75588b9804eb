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
	by_host INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_result_code UNIQUE (code),
	FOREIGN KEY(ring) REFERENCES ring (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_result_ring ON result (ring);
INSERT INTO result (id, code, statement, ring, owner, audience, area, status, dots, off_strategy, off_strategy_reason, by_host)
SELECT id, code, statement, ring, owner, audience, area, status, dots, off_strategy, off_strategy_reason, 0 FROM old_result;
DROP TABLE old_result;
ALTER TABLE measure RENAME TO old_measure;
DROP INDEX ix_measure_reporter;
DROP INDEX ix_measure_review_milestone;
DROP INDEX ix_measure_custodian;
DROP INDEX ix_measure_owner;
DROP INDEX ix_measure_denominator;
DROP INDEX ix_measure_calculator;
DROP INDEX ix_measure_result;
CREATE TABLE measure (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	name TEXT NOT NULL,
	result TEXT,
	description TEXT NOT NULL,
	intent TEXT NOT NULL,
	used_for TEXT NOT NULL,
	not_used_for TEXT NOT NULL,
	status TEXT NOT NULL,
	statistic TEXT,
	item TEXT NOT NULL,
	scope TEXT NOT NULL,
	formula TEXT NOT NULL,
	inclusions TEXT NOT NULL,
	exclusions TEXT NOT NULL,
	segments TEXT NOT NULL,
	assumptions TEXT NOT NULL,
	flaws TEXT NOT NULL,
	availability TEXT,
	calculation TEXT NOT NULL,
	denominator TEXT,
	per FLOAT NOT NULL,
	period_type TEXT NOT NULL,
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL,
	lower_bound FLOAT,
	upper_bound FLOAT,
	direction TEXT NOT NULL,
	quadrant TEXT,
	effort_hours FLOAT,
	owner TEXT,
	custodian TEXT,
	calculator TEXT,
	reporter TEXT,
	audience TEXT NOT NULL,
	access TEXT NOT NULL,
	reported_every TEXT,
	lag_days INTEGER,
	chart TEXT NOT NULL,
	comparison TEXT NOT NULL,
	watch_for TEXT NOT NULL,
	live_since TEXT,
	review_on TEXT,
	review_milestone TEXT,
	not_before TEXT,
	pilot INTEGER NOT NULL,
	retrospective TEXT NOT NULL,
	retired_reason TEXT NOT NULL,
	by_host INTEGER NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_measure_code UNIQUE (code),
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(denominator) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(owner) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(custodian) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(calculator) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(reporter) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(review_milestone) REFERENCES milestone (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_measure_calculator ON measure (calculator);
CREATE INDEX ix_measure_custodian ON measure (custodian);
CREATE INDEX ix_measure_denominator ON measure (denominator);
CREATE INDEX ix_measure_owner ON measure (owner);
CREATE INDEX ix_measure_reporter ON measure (reporter);
CREATE INDEX ix_measure_result ON measure (result);
CREATE INDEX ix_measure_review_milestone ON measure (review_milestone);
INSERT INTO measure (id, code, name, result, description, intent, used_for, not_used_for, status, statistic, item, scope, formula, inclusions, exclusions, segments, assumptions, flaws, availability, calculation, denominator, per, period_type, unit, decimals, lower_bound, upper_bound, direction, quadrant, effort_hours, owner, custodian, calculator, reporter, audience, access, reported_every, lag_days, chart, comparison, watch_for, live_since, review_on, review_milestone, not_before, pilot, retrospective, retired_reason, by_host)
SELECT id, code, name, result, description, intent, used_for, not_used_for, status, statistic, item, scope, formula, inclusions, exclusions, segments, assumptions, flaws, availability, calculation, denominator, per, period_type, unit, decimals, lower_bound, upper_bound, direction, quadrant, effort_hours, owner, custodian, calculator, reporter, audience, access, reported_every, lag_days, chart, comparison, watch_for, live_since, review_on, review_milestone, not_before, pilot, retrospective, retired_reason, 0 FROM old_measure;
DROP TABLE old_measure;
ALTER TABLE candidate RENAME TO old_candidate;
DROP INDEX ix_candidate_measure;
DROP INDEX ix_candidate_design;
CREATE TABLE candidate (
	id TEXT NOT NULL,
	design TEXT NOT NULL,
	wording TEXT NOT NULL,
	lead INTEGER NOT NULL,
	decision TEXT,
	reason TEXT NOT NULL,
	measure TEXT,
	by_host INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(design) REFERENCES design (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_candidate_design ON candidate (design);
CREATE INDEX ix_candidate_measure ON candidate (measure);
INSERT INTO candidate (id, design, wording, lead, decision, reason, measure, by_host)
SELECT id, design, wording, lead, decision, reason, measure, 0 FROM old_candidate;
DROP TABLE old_candidate;
ALTER TABLE observation RENAME TO old_observation;
DROP INDEX ix_observation_design;
CREATE TABLE observation (
	id TEXT NOT NULL,
	design TEXT NOT NULL,
	text TEXT NOT NULL,
	sense TEXT NOT NULL,
	by_host INTEGER NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(design) REFERENCES design (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_observation_design ON observation (design);
INSERT INTO observation (id, design, text, sense, by_host)
SELECT id, design, text, sense, 0 FROM old_observation;
DROP TABLE old_observation;
PRAGMA legacy_alter_table = OFF;
