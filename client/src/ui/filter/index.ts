export { describeLeaf } from './describe-leaf';
export { FilterBuilder } from './filter-builder';
export { GroupEditor } from './group-editor';
export { cleanFilter, countLeaves } from './tree';
