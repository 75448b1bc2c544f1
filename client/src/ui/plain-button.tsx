/** A button without any look, for controls that draw themselves. */
export { Button, type ButtonProps } from 'react-aria-components';
