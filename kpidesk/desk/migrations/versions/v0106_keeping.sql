CREATE TABLE checkpoint (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	edit INTEGER NOT NULL,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	note TEXT NOT NULL,
	PRIMARY KEY (id)
);
CREATE TABLE list_layout (
	id TEXT NOT NULL,
	kind TEXT NOT NULL,
	headings TEXT NOT NULL,
	columns TEXT NOT NULL,
	PRIMARY KEY (id),
	CONSTRAINT unique_list_layout_kind_headings UNIQUE (kind, headings)
);
CREATE TABLE merged (
	id TEXT NOT NULL,
	trail TEXT NOT NULL,
	edit INTEGER NOT NULL,
	file TEXT NOT NULL,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	PRIMARY KEY (id)
);
