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
ALTER TABLE commitment RENAME TO old_commitment;
DROP INDEX ix_commitment_measure;
DROP INDEX ix_commitment_partner;
DROP INDEX ix_commitment_centre;
DROP INDEX ix_commitment_follows;
DROP INDEX ix_commitment_note;
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
	score TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(centre) REFERENCES centre (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(partner) REFERENCES partner (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(note) REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(follows) REFERENCES commitment (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
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
INSERT INTO commitment (id, what, who, with_whom, by_when, status, made_on, qualities, step, centre, partner, note, measure, follows, community, meeting, score)
SELECT id, what, who, with_whom, by_when, status, made_on, qualities, step, centre, partner, note, measure, follows, NULL, NULL, NULL FROM old_commitment;
DROP TABLE old_commitment;
PRAGMA legacy_alter_table = OFF;
CREATE TABLE assessment_set (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	purpose TEXT NOT NULL,
	low INTEGER NOT NULL,
	labels TEXT NOT NULL,
	levels TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE message (
	id TEXT NOT NULL,
	audience TEXT NOT NULL,
	channel TEXT,
	language TEXT NOT NULL,
	subject TEXT NOT NULL,
	text TEXT NOT NULL,
	sent_on TEXT,
	PRIMARY KEY (id)
);
CREATE TABLE policy (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	source TEXT NOT NULL,
	keeper TEXT NOT NULL,
	due TEXT,
	checked_on TEXT,
	finding TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE skill (
	id TEXT NOT NULL,
	family TEXT NOT NULL,
	name TEXT NOT NULL,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_skill_family_name UNIQUE (family, name)
);
CREATE TABLE assessment_item (
	id TEXT NOT NULL,
	"set" TEXT NOT NULL,
	number INTEGER NOT NULL,
	section TEXT NOT NULL,
	module INTEGER NOT NULL,
	text TEXT NOT NULL,
	poor TEXT NOT NULL,
	good TEXT NOT NULL,
	hint TEXT NOT NULL,
	practice TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_assessment_item_set_number UNIQUE ("set", number),
	FOREIGN KEY("set") REFERENCES assessment_set (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_assessment_item_set ON assessment_item ("set");
CREATE TABLE community (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	purpose TEXT NOT NULL,
	scope_in TEXT NOT NULL,
	scope_out TEXT NOT NULL,
	method TEXT NOT NULL,
	endorsed_by TEXT NOT NULL,
	sponsor TEXT NOT NULL,
	leader_role TEXT NOT NULL,
	leader TEXT,
	deputy TEXT,
	norms TEXT NOT NULL,
	decision_rule TEXT NOT NULL,
	successes TEXT NOT NULL,
	review_on TEXT,
	every_days INTEGER NOT NULL,
	first_on TEXT,
	starts TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	place TEXT NOT NULL,
	blocks TEXT NOT NULL,
	plan_updated_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(leader) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(deputy) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_community_deputy ON community (deputy);
CREATE INDEX ix_community_leader ON community (leader);
CREATE TABLE skill_level (
	id TEXT NOT NULL,
	person TEXT NOT NULL,
	skill TEXT NOT NULL,
	level INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	"on" TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_skill_level_person_skill UNIQUE (person, skill),
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(skill) REFERENCES skill (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_skill_level_person ON skill_level (person);
CREATE INDEX ix_skill_level_skill ON skill_level (skill);
CREATE TABLE stakeholder (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	"group" TEXT,
	person TEXT,
	stance TEXT,
	role TEXT NOT NULL,
	co_designs TEXT NOT NULL,
	tried TEXT NOT NULL,
	next TEXT NOT NULL,
	"by" TEXT,
	owner TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY("group") REFERENCES "group" (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_stakeholder_group ON stakeholder ("group");
CREATE INDEX ix_stakeholder_person ON stakeholder (person);
CREATE TABLE assessment (
	id TEXT NOT NULL,
	"set" TEXT NOT NULL,
	community TEXT,
	"on" TEXT NOT NULL,
	people INTEGER,
	closed_on TEXT,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY("set") REFERENCES assessment_set (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_assessment_community ON assessment (community);
CREATE INDEX ix_assessment_set ON assessment ("set");
CREATE TABLE cadence (
	id TEXT NOT NULL,
	community TEXT,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	months INTEGER NOT NULL,
	first_on TEXT NOT NULL,
	what TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_cadence_community ON cadence (community);
CREATE TABLE celebration (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	"on" TEXT NOT NULL,
	success INTEGER NOT NULL,
	text TEXT NOT NULL,
	learned TEXT NOT NULL,
	who TEXT NOT NULL,
	how TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_celebration_community ON celebration (community);
CREATE TABLE force_entry (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	force TEXT NOT NULL,
	text TEXT NOT NULL,
	who TEXT NOT NULL,
	noticed TEXT NOT NULL,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_force_entry_community ON force_entry (community);
CREATE TABLE initiative (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	name TEXT NOT NULL,
	units TEXT NOT NULL,
	owner TEXT NOT NULL,
	"by" TEXT,
	state TEXT NOT NULL,
	came_of_it TEXT NOT NULL,
	result TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_initiative_community ON initiative (community);
CREATE INDEX ix_initiative_result ON initiative (result);
CREATE TABLE member (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	person TEXT NOT NULL,
	role TEXT NOT NULL,
	joining TEXT,
	joined TEXT,
	"left" TEXT,
	handed_to TEXT,
	manager TEXT NOT NULL,
	promised_hours FLOAT,
	promised_on TEXT,
	promise_evidence TEXT NOT NULL,
	duties_freed TEXT NOT NULL,
	payoffs TEXT NOT NULL,
	buddy TEXT,
	super_user INTEGER NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_member_community_person UNIQUE (community, person),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(handed_to) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(buddy) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_member_buddy ON member (buddy);
CREATE INDEX ix_member_community ON member (community);
CREATE INDEX ix_member_handed_to ON member (handed_to);
CREATE INDEX ix_member_person ON member (person);
CREATE TABLE method_use (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	unit TEXT NOT NULL,
	framework TEXT NOT NULL,
	"conflict" TEXT NOT NULL,
	decision TEXT NOT NULL,
	decided_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_method_use_community ON method_use (community);
CREATE TABLE hours (
	id TEXT NOT NULL,
	member TEXT NOT NULL,
	month TEXT NOT NULL,
	hours FLOAT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_hours_member_month UNIQUE (member, month),
	FOREIGN KEY(member) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_hours_member ON hours (member);
CREATE TABLE meeting (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	"on" TEXT NOT NULL,
	starts TEXT NOT NULL,
	minutes INTEGER NOT NULL,
	kind TEXT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT NOT NULL,
	place TEXT NOT NULL,
	host TEXT,
	next_host TEXT,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(host) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(next_host) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_meeting_community ON meeting (community);
CREATE INDEX ix_meeting_host ON meeting (host);
CREATE INDEX ix_meeting_next_host ON meeting (next_host);
CREATE TABLE pairing (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	first TEXT NOT NULL,
	second TEXT NOT NULL,
	team TEXT NOT NULL,
	"on" TEXT,
	roles TEXT NOT NULL,
	learned TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(first) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(second) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_pairing_community ON pairing (community);
CREATE INDEX ix_pairing_first ON pairing (first);
CREATE INDEX ix_pairing_second ON pairing (second);
CREATE TABLE plan_team (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	name TEXT NOT NULL,
	demand TEXT NOT NULL,
	priority INTEGER,
	first TEXT,
	second TEXT,
	result TEXT,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(first) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(second) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_plan_team_community ON plan_team (community);
CREATE INDEX ix_plan_team_first ON plan_team (first);
CREATE INDEX ix_plan_team_result ON plan_team (result);
CREATE INDEX ix_plan_team_second ON plan_team (second);
CREATE TABLE score (
	id TEXT NOT NULL,
	assessment TEXT NOT NULL,
	item TEXT NOT NULL,
	agreed INTEGER,
	not_relevant INTEGER NOT NULL,
	evidence TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_score_assessment_item UNIQUE (assessment, item),
	FOREIGN KEY(assessment) REFERENCES assessment (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(item) REFERENCES assessment_item (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_score_assessment ON score (assessment);
CREATE INDEX ix_score_item ON score (item);
CREATE TABLE struggle (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL,
	who TEXT NOT NULL,
	raised_on TEXT,
	result TEXT,
	measure TEXT,
	answer TEXT NOT NULL,
	solved_by TEXT NOT NULL,
	solved_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_struggle_community ON struggle (community);
CREATE INDEX ix_struggle_measure ON struggle (measure);
CREATE INDEX ix_struggle_result ON struggle (result);
CREATE TABLE talk (
	id TEXT NOT NULL,
	member TEXT NOT NULL,
	"on" TEXT NOT NULL,
	said TEXT NOT NULL,
	wishes TEXT NOT NULL,
	payoffs_reviewed INTEGER NOT NULL,
	next TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(member) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_talk_member ON talk (member);
CREATE TABLE training (
	id TEXT NOT NULL,
	community TEXT NOT NULL,
	topic TEXT NOT NULL,
	skill TEXT,
	learner TEXT,
	teacher TEXT NOT NULL,
	"on" TEXT,
	done_on TEXT,
	note TEXT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(community) REFERENCES community (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(skill) REFERENCES skill (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(learner) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_training_community ON training (community);
CREATE INDEX ix_training_learner ON training (learner);
CREATE INDEX ix_training_skill ON training (skill);
CREATE TABLE attendance (
	id TEXT NOT NULL,
	meeting TEXT NOT NULL,
	member TEXT NOT NULL,
	presence TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_attendance_meeting_member UNIQUE (meeting, member),
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(member) REFERENCES member (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_attendance_meeting ON attendance (meeting);
CREATE INDEX ix_attendance_member ON attendance (member);
CREATE TABLE meeting_line (
	id TEXT NOT NULL,
	meeting TEXT NOT NULL,
	slot TEXT NOT NULL,
	block TEXT NOT NULL,
	text TEXT NOT NULL,
	person TEXT,
	place FLOAT NOT NULL,
	PRIMARY KEY (id),
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_meeting_line_meeting ON meeting_line (meeting);
CREATE INDEX ix_meeting_line_person ON meeting_line (person);
CREATE TABLE plan_step (
	id TEXT NOT NULL,
	team TEXT NOT NULL,
	step TEXT NOT NULL,
	starts TEXT,
	ends TEXT,
	state TEXT NOT NULL,
	done_on TEXT,
	PRIMARY KEY (id),
	CONSTRAINT unique_plan_step_team_step UNIQUE (team, step),
	FOREIGN KEY(team) REFERENCES plan_team (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_plan_step_team ON plan_step (team);
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
	review_on TEXT,
	PRIMARY KEY (id),
	FOREIGN KEY(measure) REFERENCES measure (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(result) REFERENCES result (id) DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY(meeting) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ix_ruling_measure ON ruling (measure);
CREATE INDEX ix_ruling_meeting ON ruling (meeting);
CREATE INDEX ix_ruling_result ON ruling (result);
