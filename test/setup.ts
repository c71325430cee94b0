export { made as default } from './folder';
