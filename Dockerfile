# The operator's image, for those who build with Docker: docker build -t quorate:dev .
# Without Docker, ./mvnw -Pimage makes the same from the same folder.
FROM docker.io/library/eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
# Runtime of the modules that are needed, jars, and a cache of loaded classes from a training run: target/image.
RUN ./mvnw --batch-mode --no-transfer-progress -Pimage -Djib.skip package

FROM docker.io/library/debian:trixie-slim
LABEL org.opencontainers.image.title="quorate" \
      org.opencontainers.image.licenses="Apache-2.0"
# From what changes least to what changes most. Times are kept: the cache is bound to those of the jars.
COPY --from=build /source/target/image/opt/quorate /opt/quorate
COPY --from=build /source/target/image/app/libs /app/libs
COPY --from=build /source/target/image/app/classpath /app/classpath
COPY --from=build /source/target/image/app/quorate.aot /source/target/image/app/quorate.args /app/
ENV LANG=C.UTF-8
WORKDIR /tmp
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/opt/quorate/bin/java", "@/app/quorate.args"]
