import { freshFolder, isOwn } from '../../../lib/savepoint/runtime/folder';

it('a savepoint in a fresh folder is told to be one that the program had taken', () => {
  const folder = freshFolder('s3://b/savepoints', new Date().toISOString(), '0a1f');
  expect(isOwn(`${folder}/savepoint-aaaaaa-0123456789ab`, 's3://b/savepoints')).toBe(true);
  expect(isOwn(`${folder}/savepoint-aaaaaa-0123456789ab`, 's3://b/other')).toBe(false);
  expect(isOwn(folder, 's3://b/savepoints')).toBe(false);
});
