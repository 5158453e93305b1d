export { fillWithSample } from './fill'
export { removeSample } from './remove'
