import { cacheWrite } from './cache-handles.ts';
import { findCopy } from './copies.ts';

/**
 * Removes the copy of one tenant so that nothing of it can be read any more (E9): rows are overwritten (secure_delete), the
 * search index is built anew from who is left, then the whole file is written anew and the write-ahead log is emptied.
 */
export const dropCopy = cacheWrite(
  'copies/drop',
  (cache, { tenantId }: { tenantId: string }): null => {
    const copy = findCopy(cache, tenantId);
    if (copy === null) return null;
    cache.prepare('DELETE FROM team_members WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM teams WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM roles WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM pages WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM staged WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM touched WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM user_history WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM push_news WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM users WHERE copy_no = ?').run(copy.no);
    cache.prepare('DELETE FROM copies WHERE no = ?').run(copy.no);
    cache.exec("INSERT INTO user_search (user_search) VALUES ('rebuild')");
    return null;
  },
  'rewrite',
);
