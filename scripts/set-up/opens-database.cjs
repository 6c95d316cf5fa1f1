// Run by Node and by Electron (as Node) with the folder of better-sqlite3: fails unless a database with a strict table
// and a trigram index can be used.
const Database = require(process.argv[2]);

const database = new Database(':memory:');
database.exec("CREATE TABLE t (a TEXT) STRICT; CREATE VIRTUAL TABLE f USING fts5(a, tokenize = 'trigram');");
database.prepare('INSERT INTO f VALUES (?)').run('tenantry');
const found = database.prepare("SELECT count(*) AS n FROM f WHERE f MATCH 'nan'").get();
database.close();
if (found.n !== 1) throw new Error('The trigram index found nothing.');
