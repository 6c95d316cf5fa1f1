import {
  ActionIcon,
  Button,
  Checkbox,
  Input,
  InputWrapper,
  Menu,
  ModalRoot,
  MultiSelect,
  PasswordInput,
  Pill,
  Popover,
  Select,
  Switch,
  Tooltip,
} from '@mantine/core';
import { IconChevronDown, IconEye, IconEyeOff } from '@tabler/icons-react';
import { createElement } from 'react';

/** Heights of the design guide: 28 px in bars and headers, 30 px in dialogs and footers, 34 px on Welcome. */
const heights: Record<string, string> = { sm: '28px', md: '30px', lg: '34px' };
const heightOf = (size: unknown): string => heights[typeof size === 'string' ? size : 'sm'] ?? '28px';

const chevron = createElement(IconChevronDown, { size: 16 });
const floating = { transitionProps: { duration: 100, transition: 'fade' } } as const;

/** Defaults of Mantine's components. Nothing here may make Mantine write a <style> element. */
export const components = {
  Button: Button.extend({
    defaultProps: { size: 'sm', variant: 'default' },
    vars: (_theme, { size }) => ({
      root: {
        '--button-height': heightOf(size),
        '--button-padding-x': size === 'lg' ? '14px' : '10px',
        '--button-fz': '13px',
      },
    }),
  }),
  ActionIcon: ActionIcon.extend({
    defaultProps: { variant: 'subtle', color: 'gray' },
    vars: (_theme, { size }) => ({ root: { '--ai-size': heightOf(size) } }),
  }),
  Input: Input.extend({
    vars: (_theme, { size }) => ({ wrapper: { '--input-height': heightOf(size), '--input-fz': '13px' } }),
  }),
  InputWrapper: InputWrapper.extend({
    vars: () => ({
      label: { '--input-label-size': '12px', '--input-asterisk-color': 'var(--tn-danger)' },
      error: { '--input-error-size': '12px' },
      success: {},
      description: { '--input-description-size': '12px' },
    }),
  }),
  Checkbox: Checkbox.extend({
    defaultProps: { radius: 'sm' },
    vars: () => ({
      root: {
        '--checkbox-size': '16px',
        '--label-fz': '13px',
        '--label-lh': '20px',
        '--checkbox-radius': '4px',
        '--checkbox-color': 'var(--tn-accent-fill)',
      },
    }),
  }),
  Switch: Switch.extend({
    defaultProps: { withThumbIndicator: false },
    vars: () => ({
      root: {
        '--switch-height': '18px',
        '--switch-width': '32px',
        '--switch-thumb-size': '14px',
        '--switch-track-label-padding': '2px',
        '--switch-color': 'var(--tn-accent-fill)',
        '--switch-radius': '9px',
        '--switch-label-font-size': '12px',
        '--switch-disabled-color': 'var(--mantine-color-disabled)',
        '--label-fz': '13px',
        '--label-lh': '20px',
      },
    }),
  }),
  Select: Select.extend({
    defaultProps: {
      allowDeselect: false,
      comboboxProps: floating,
      checkIconPosition: 'right',
      rightSection: chevron,
    },
  }),
  MultiSelect: MultiSelect.extend({
    defaultProps: { comboboxProps: floating, checkIconPosition: 'right', rightSection: chevron },
  }),
  Pill: Pill.extend({
    vars: () => ({ root: { '--pill-height': '22px', '--pill-fz': '13px', '--pill-radius': '4px' } }),
  }),
  PasswordInput: PasswordInput.extend({
    defaultProps: {
      visibilityToggleIcon: ({ reveal }) => createElement(reveal ? IconEyeOff : IconEye, { size: 16 }),
      visibilityToggleButtonProps: { 'aria-label': 'Show or hide the token' },
    },
  }),
  Tooltip: Tooltip.extend({
    defaultProps: {
      openDelay: 300,
      ...floating,
      multiline: true,
      maw: 320,
      events: { hover: true, focus: true, touch: false },
    },
  }),
  Popover: Popover.extend({ defaultProps: { shadow: 'lg', radius: 'lg', ...floating } }),
  Menu: Menu.extend({
    defaultProps: { shadow: 'lg', radius: 'lg', withInitialFocusPlaceholder: false, ...floating },
  }),
  ModalRoot: ModalRoot.extend({
    defaultProps: {
      centered: true,
      radius: 'xl',
      shadow: 'lg',
      // react-remove-scroll would write a <style> element, and the page itself never scrolls.
      lockScroll: false,
      transitionProps: { duration: 120, transition: 'fade' },
    },
  }),
};
