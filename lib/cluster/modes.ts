import { Mode } from './mode';
import { NATIVE } from './native-mode';
import { STANDALONE } from './standalone-mode';

/** The modes by name. */
export const MODES: Readonly<Record<Mode['name'], Mode>> = { native: NATIVE, standalone: STANDALONE };
