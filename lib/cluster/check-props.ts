import { WARNING_RULES } from '../config/warnings';
import { checkName, checkPositive, checkWhole } from '../private/validate';
import { processSizes } from './contributions';
import { Mode } from './mode';
import { FlinkClusterProps, PodSecurity } from './props';

/** What is wrong with the props, before they become options; the first thing is told. */
export function checkProps(name: string, props: FlinkClusterProps, mode: Mode): void {
  checkName('name', name);
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(props.namespace)) {
    throw new Error(`namespace: '${props.namespace}' is no DNS label; allowed are lower-case letters, digits and '-', at most 63 of them`);
  }
  if (!/^\S+$/.test(props.image))
    throw new Error(`image: '${props.image}' is no image reference; write it as 'registry.example.com/orders:1.4.2'`);
  const unknown = (props.silencedWarnings ?? []).filter(
    (silent) =>
      !silent.includes('.') && !Object.hasOwn(props.options ?? {}, silent) && !WARNING_RULES.some(({ name: rule }) => rule === silent),
  );
  if (unknown.length) {
    throw new Error(
      `silencedWarnings: '${unknown.join("', '")}' is no warning; allowed are ${WARNING_RULES.map((rule) => rule.name).join(', ')}, and keys of deprecated options`,
    );
  }
  checkWhole('parallelism', props.parallelism, 1);
  checkWhole('taskSlots', props.taskSlots, 1);
  const { flinkVersion: version } = props;
  const sizes = processSizes(props);
  for (const prop of ['jobManager', 'taskManager'] as const) {
    const given = props[prop];
    checkPositive(`${prop}.cpu`, given?.cpu);
    checkPositive(`${prop}.cpuLimit`, given?.cpuLimit);
    if (given?.podTemplate && !mode.ownPods) version._need('podTemplates', `${prop}.podTemplate`);
    if (given?.cpuLimit !== undefined) {
      if (!mode.ownPods) version._need('limitFactors', `${prop}.cpuLimit`);
      const { cpu, cpuLimit } = sizes[prop];
      if (cpuLimit < cpu) throw new Error(`${prop}.cpuLimit: ${cpuLimit} is below the request, which is ${cpu}; give at least that`);
    }
  }
  if (props.podSecurity === PodSecurity.RESTRICTED && !mode.ownPods) {
    version._need('podTemplates', 'podSecurity: its pods cannot carry a security context, as');
    version._need('seccompProfiles', 'podSecurity');
  }
  mode.check(props);
}
