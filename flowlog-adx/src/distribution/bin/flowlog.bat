@echo off
rem The flowlog command line, unpacked. Needs Java 17 or newer; a JRE is enough. FLOWLOG_JAVA_OPTS goes to the JVM.
setlocal
set "FLOWLOG_HOME=%~dp0.."
if defined JAVA_HOME goto java_home
set "FLOWLOG_JAVA=java"
where /q java
if not errorlevel 1 goto run
echo flowlog: no java on the PATH; install Java 17 or newer, or set JAVA_HOME 1>&2
exit /b 1

:java_home
set "FLOWLOG_JAVA=%JAVA_HOME%\bin\java.exe"
if exist "%FLOWLOG_JAVA%" goto run
echo flowlog: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it; set it to a Java 17 or newer 1>&2
exit /b 1

:run
"%FLOWLOG_JAVA%" -XX:+UseSerialGC %FLOWLOG_JAVA_OPTS% -jar "%FLOWLOG_HOME%\flowlog.jar" %*
exit /b %ERRORLEVEL%
