// What other parts may use of cases: what editors are asked to decide about a post or a person.
export { closeCases, decideCase, type LockedCase, lockCase } from './close-case'
export { forgetCases, moveCases } from './follow-subject'
export { notifyOfCase } from './notify'
export { type CaseSubject, openCase } from './open-case'
