package dev.quorate.scenario;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs in another process, alone with the JDK: each time that something is forced to disk there, it
 * sleeps first.
 */
public final class SlowForce implements ClassFileTransformer, CodeTransform {
  private static final String DELAY = "quorate.force.millis";
  private static final String CHANNEL = "sun.nio.ch.FileChannelImpl";
  private static final AtomicBoolean IN_PLACE = new AtomicBoolean();

  private SlowForce() {}

  /** Called by the other JVM each time that somebody loads it, for the first or another delay. */
  public static void agentmain(String millis, Instrumentation instrumentation)
      throws UnmodifiableClassException {
    System.setProperty(DELAY, millis);
    if (IN_PLACE.compareAndSet(false, true)) {
      instrumentation.addTransformer(new SlowForce(), true);
      instrumentation.retransformClasses(
          Arrays.stream(instrumentation.getAllLoadedClasses())
              .filter(type -> type.getName().equals(CHANNEL))
              .toArray(Class<?>[]::new));
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] original) {
    if (!CHANNEL.replace('.', '/').equals(name)) {
      return null;
    }
    var format = ClassFile.of();
    return format.transformClass(
        format.parse(original),
        ClassTransform.transformingMethodBodies(
            method -> method.methodName().equalsString("force"), this));
  }

  @Override
  public void atStart(CodeBuilder code) {
    code.loadConstant(DELAY)
        .lconst_0()
        .invokestatic(
            ConstantDescs.CD_Long,
            "getLong",
            MethodTypeDesc.of(
                ConstantDescs.CD_Long, ConstantDescs.CD_String, ConstantDescs.CD_long))
        .invokevirtual(ConstantDescs.CD_Long, "longValue", MethodTypeDesc.of(ConstantDescs.CD_long))
        .invokestatic(
            ClassDesc.of("java.lang.Thread"),
            "sleep",
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long));
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    code.with(element);
  }
}
