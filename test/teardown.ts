export { gone as default } from './folder';
