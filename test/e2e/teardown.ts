import { gone } from '../folder';
import { outcomeTable } from './outcomes';

/** After the last suite. */
export default function teardown(): void {
  const table = outcomeTable();
  if (table) console.log(`\nupdates that were disturbed\n${table}\n`);
  gone();
}
